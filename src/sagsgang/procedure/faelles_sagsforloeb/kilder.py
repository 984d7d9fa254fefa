"""The texts that the rules are taken from, with their force and the time they were in force."""

from sagsgang.procedure.language import Force, Source, load_places, since

KRAV = load_places("sagsgang.procedure.faelles_sagsforloeb", "kildesteder.toml")

VEJLEDNING = Source(
    "vejledning", "Vejledning for det fælles sagsforløb", Force.GUIDANCE, since("2013-08-01"), KRAV.marked("V")
)
RAMME = Source(
    "ramme",
    "Ramme- og procedurebeskrivelse for Tilbageslusningsflex",
    Force.GUIDANCE,
    since("2013-08-01"),
    KRAV.marked("RB"),
)
SERVICELOVEN = Source("serviceloven", "Serviceloven", Force.LAW, since("1998-07-01", "2024-01-01"))
BARNETS_LOV = Source("barnets_lov", "Barnets lov", Force.LAW, since("2024-01-01"))
FOLKESKOLELOVEN = Source("folkeskoleloven", "Folkeskoleloven", Force.LAW, since("2003-08-01"))
FORVALTNINGSLOVEN = Source("forvaltningsloven", "Forvaltningsloven", Force.LAW, since("1987-01-01"))
RETSSIKKERHEDSLOVEN = Source("retssikkerhedsloven", "Retssikkerhedsloven", Force.LAW, since("1998-07-01"))
TILBUDSLOVEN = Source(
    "tilbudsloven", "Lov om behandlings- og specialundervisningstilbud", Force.LAW, since("2024-01-01")
)
LAESNING = Source("laesning", "Sagsgangs læsning", Force.OURS, since("2013-08-01"))

KILDER = (
    VEJLEDNING, RAMME, SERVICELOVEN, BARNETS_LOV, FOLKESKOLELOVEN, FORVALTNINGSLOVEN, RETSSIKKERHEDSLOVEN, TILBUDSLOVEN,
    LAESNING,
)  # fmt: skip

"""Phase 4, follow-up and the yearly re-assessment of every offer (P4.1–P4.7, P4.9); flex has more in `fase4_flex`."""

from sagsgang.procedure.faelles_sagsforloeb import fase4_revurdering
from sagsgang.procedure.faelles_sagsforloeb.betingelser import ER_DAGBEHANDLING, FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALEFORUM_MOEDE, OPFOELGNING, SKOLEAAR, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.faser import OPFOELGNINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import UDVEKSLING
from sagsgang.procedure.faelles_sagsforloeb.kilder import BARNETS_LOV, LAESNING, SERVICELOVEN, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    KLASSETRIN,
    MOEDE_AFHOLDT,
    MOEDE_DATO,
    MOEDE_FORMAAL,
)
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    UU_VEJLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import (
    GIVER_TILBUDSPLANER,
    SAMTYKKE_TILBUDSPLANER,
    SVAR_TILBUDSPLANER,
    SVARENE_TILBUDSPLANER,
    VARER_TILBUDSPLANER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import PLANER_DATO
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    acted,
    all_of,
    any_of,
    at_least,
    choice,
    fresh,
    given,
    is_,
    on,
    on_schedule,
    opened,
    optional,
    paper,
    since,
    text,
    unrecorded,
    weeks,
    working_days,
    year_day,
)
from sagsgang.procedure.language.joining import joined, revised

PLANER_MAA_SENDES = any_of(unrecorded(SVAR_TILBUDSPLANER), is_(SVAR_TILBUDSPLANER, "ja"))
SKOLEAARETS_DAG = on_schedule(VEJLEDNING.at("D8")).anchor

OPFOELGNING_RESULTAT = choice(
    "opfoelgning.resultat",
    "Hvad viser opfølgningen?",
    "resultatet af opfølgningen",
    OPFOELGNING,
    Option("uaendret", "Indsatsen fortsætter uændret", "Indsatsen fortsætter uændret"),
    Option("aendret", "Indsatsen ændres", "Indsatsen ændres"),
    Option("vaek", "Der er ikke længere behov for en social foranstaltning", "Det sociale behov er væk"),
    assessed=True,
)
OPFOELGNING_NOTE = text("opfoelgning.note", "Hvad er aftalt?", "det aftalte ved opfølgningen", OPFOELGNING)
OPFOELGNING_BESKED = text("opfoelgning.besked", "Hvad har familien fået at vide?", "beskeden til familien", OPFOELGNING)
OPFOELGNING_PARTER = text(
    "opfoelgning.parter", "Hvad har skole og tilbud fået at vide?", "beskeden til skole og tilbud", OPFOELGNING
)
AENDRING = text("tilbud.aendring", "Hvad er ændret eller ophørt?", "ændringen i tilbuddet", TILBUD)
BEHANDLINGSPLAN = paper("tilbud.behandlingsplan", "Hvor ligger planerne?", "tilbuddets planer", TILBUD)
UDDANNELSESPLAN = paper("skoleaar.uddannelsesplan", "Hvor ligger uddannelsesplanen?", "uddannelsesplanen", SKOLEAAR)
EFTERSKOLE = text("skoleaar.efterskole", "Hvad er aftalt om efterskole?", "aftalen om efterskole", SKOLEAAR)
SPECIALSKOLE = text("skoleaar.specialskole", "Hvad er aftalt om specialskole?", "aftalen om specialskole", SKOLEAAR)

FOELG_OP_2013 = Step(
    key="fase4.foelg_op",
    title="Handleplanen følges op",
    done="Handleplanen er fulgt op",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.SOF,
    per=OPFOELGNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    records=(OPFOELGNING_RESULTAT, OPFOELGNING_NOTE),
    deadline=on_schedule(SERVICELOVEN.at("§ 70")),
    follows="Ændres noget, får familie, skole og tilbud besked.",
    citations=(VEJLEDNING.at("P4.1"), VEJLEDNING.at("D5"), SERVICELOVEN.at("§ 70"), LAESNING.at("X14")),
    valid=since("2013-08-01", "2024-01-01"),
)
FOELG_OP = revised(
    FOELG_OP_2013,
    deadline=on_schedule(VEJLEDNING.at("D5"), first=BARNETS_LOV.at("§ 95")),
    guidance=(
        "Den første opfølgning efter 3 måneder følger af loven. Hvert halve år derefter er vejledningens rytme: loven "
        "lader kommunen fastsætte sin egen og begrunde den.",
    ),
    citations=(VEJLEDNING.at("P4.1"), VEJLEDNING.at("D5"), BARNETS_LOV.at("§ 95"), LAESNING.at("X14")),
    valid=since("2024-01-01"),
)
GIV_FAMILIEN_BESKED = Step(
    key="fase4.familien_faar_besked",
    title="Familien får besked om ændringer efter opfølgningen",
    done="Familien har fået besked om ændringer efter opfølgningen",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.SOF,
    per=OPFOELGNING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER,),
    when=is_(OPFOELGNING_RESULTAT, "aendret", "vaek"),
    requires=FAMILIEN_MAA_INDDRAGES,
    records=(OPFOELGNING_BESKED,),
    deadline=weeks(1).after(acted("fase4.foelg_op", "den dag, handleplanen blev fulgt op"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4.7"), VEJLEDNING.at("F4"), LAESNING.at("X8")),
)
GIV_PARTERNE_BESKED = Step(
    key="fase4.parterne_faar_besked",
    title="Skole og tilbud får besked om ændringer efter opfølgningen",
    done="Skole og tilbud har fået besked om ændringer efter opfølgningen",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=OPFOELGNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    duty=Duty.SHOULD,
    when=is_(OPFOELGNING_RESULTAT, "aendret", "vaek"),
    acts=(UDVEKSLING,),
    records=(OPFOELGNING_PARTER,),
    deadline=weeks(1).after(acted("fase4.foelg_op", "den dag, handleplanen blev fulgt op"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4.7"), VEJLEDNING.at("P3F.9")),
)
MELD_AENDRING = Step(
    key="fase4.meld_aendring",
    title="En part melder, at noget i tilbuddet er ændret eller ophørt",
    done="En part har meldt, at noget i tilbuddet er ændret eller ophørt",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, DAGBEHANDLINGSTILBUD, PSYKOLOG),
    recorded_by=(RC_PLC,),
    duty=Duty.MAY,
    acts=(UDVEKSLING,),
    repeatable=True,
    records=(AENDRING,),
    citations=(VEJLEDNING.at("P4.7"),),
)
TILBUDDET_SLUTTER_UDEN_BEHOV = Step(
    key="fase4.socialt_behov_vaek",
    title="Det sociale behov er væk: tilbuddet skal slutte eller ændres",
    done="Tilbuddet er sluttet, fordi det sociale behov er væk",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=OPFOELGNING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    when=is_(OPFOELGNING_RESULTAT, "vaek"),
    done_when=all_of(is_(OPFOELGNING_RESULTAT, "vaek"), fase4_revurdering.TILBUDDET_ER_SLUTTET),
    deadline=weeks(6).after(acted("fase4.foelg_op", "den dag, handleplanen blev fulgt op"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("T3"), VEJLEDNING.at("R3"), LAESNING.at("G6")),
)
SAMTYKKE_TIL_PLANER = Step(
    key="fase4.samtykke_tilbudsplaner",
    title="Forældrenes samtykke til tilbuddets planer indhentes",
    done="Forældrene har svaret på samtykke til tilbuddets planer",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAMILIE,
    per=TILBUD,
    responsible=DAGBEHANDLINGSTILBUD,
    together_with=(SAGSBEHANDLER,),
    recorded_by=(PSYKOLOG,),
    when=all_of(ER_DAGBEHANDLING, fase4_revurdering.ER_STARTET),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SVARENE_TILBUDSPLANER, optional(VARER_TILBUDSPLANER)),
    gives=SAMTYKKE_TILBUDSPLANER,
    answer=SVAR_TILBUDSPLANER,
    lasts=VARER_TILBUDSPLANER,
    formerly=(SVAR_TILBUDSPLANER, GIVER_TILBUDSPLANER),
    deadline=weeks(8).after(opened(TILBUD, "den dag, dagbehandlingen blev bevilget"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4.4"), LAESNING.at("X8")),
)
SEND_PLANER = Step(
    key="fase4.tilbuddets_planer",
    title="Dagbehandlingstilbuddet sender elevplan og behandlingsplan",
    done="Dagbehandlingstilbuddet har sendt elevplan og behandlingsplan",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=SKOLEAAR,
    responsible=DAGBEHANDLINGSTILBUD,
    recorded_by=(SAGSBEHANDLER, PSYKOLOG),
    when=all_of(ER_DAGBEHANDLING, PLANER_MAA_SENDES),
    requires=given(SAMTYKKE_TILBUDSPLANER),
    again=True,
    records=(PLANER_DATO, optional(BEHANDLINGSPLAN)),
    deadline=on_schedule(VEJLEDNING.at("D8")),
    follows="Sagsbehandler og psykolog har dem, før Aftaleforum revurderer.",
    citations=(VEJLEDNING.at("P4.4"), VEJLEDNING.at("D8")),
)
PLANER_FOER_MOEDET = Step(
    key="fase4.planer_foer_moedet",
    title="Tilbuddets planer er fremme før revurderingen i Aftaleforum",
    done="Tilbuddets planer var fremme før revurderingen i Aftaleforum",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=AFTALEFORUM_MOEDE,
    responsible=DAGBEHANDLINGSTILBUD,
    together_with=(SAGSBEHANDLER,),
    when=all_of(ER_DAGBEHANDLING, is_(MOEDE_FORMAAL, "revurdering"), unrecorded(MOEDE_AFHOLDT), PLANER_MAA_SENDES),
    done_when=all_of(
        ER_DAGBEHANDLING,
        is_(MOEDE_FORMAAL, "revurdering"),
        fresh(PLANER_DATO, PARAMETRE["tilbudsplaner_gyldige"]),
    ),
    deadline=working_days(1).before(MOEDE_DATO, LAESNING.at("X19")),
    citations=(VEJLEDNING.at("P4.4"), LAESNING.at("X19")),
)
OPDATER_UDDANNELSESPLAN = Step(
    key="fase4.uddannelsesplan",
    title="Uddannelsesplanen opdateres",
    done="Uddannelsesplanen er opdateret",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.BUF,
    per=SKOLEAAR,
    responsible=UU_VEJLEDER,
    recorded_by=(SKOLELEDER, PSYKOLOG),
    when=at_least(KLASSETRIN, PARAMETRE["uu_fra_klasse"]),
    records=(optional(UDDANNELSESPLAN),),
    deadline=on(year_day(3, 15, "midten af marts", on_or_after=SKOLEAARETS_DAG), VEJLEDNING.at("D9")),
    citations=(VEJLEDNING.at("P4.5"), VEJLEDNING.at("D9"), VEJLEDNING.at("O7")),
)
OVERVEJ_SPECIALSKOLE = Step(
    key="fase4.overvej_specialskole",
    title="Det overvejes, om barnet skal indstilles til en specialskole",
    done="Det er overvejet, om barnet skal indstilles til en specialskole",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=SKOLEAAR,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, PSYKOLOG),
    duty=Duty.SHOULD,
    records=(SPECIALSKOLE,),
    deadline=on(year_day(12, 15, "den 15. december", on_or_after=SKOLEAARETS_DAG), VEJLEDNING.at("D9")),
    citations=(VEJLEDNING.at("D9"), VEJLEDNING.at("P4F.5"), LAESNING.at("X19")),
)
OVERVEJ_EFTERSKOLE = Step(
    key="fase4.overvej_efterskole",
    title="Det overvejes, om den unge skal søge efterskole eller en uddannelse",
    done="Det er overvejet, om den unge skal søge efterskole eller en uddannelse",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=SKOLEAAR,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, UU_VEJLEDER),
    duty=Duty.SHOULD,
    when=at_least(KLASSETRIN, PARAMETRE["uu_flex_fra_klasse"]),
    records=(EFTERSKOLE,),
    deadline=on(year_day(9, 30, "udgangen af september", on_or_after=SKOLEAARETS_DAG), VEJLEDNING.at("D9")),
    citations=(VEJLEDNING.at("D9"), VEJLEDNING.at("P4F.5")),
)

TRIN = joined(
    (
        FOELG_OP_2013, FOELG_OP, GIV_FAMILIEN_BESKED, GIV_PARTERNE_BESKED, MELD_AENDRING, TILBUDDET_SLUTTER_UDEN_BEHOV,
        SAMTYKKE_TIL_PLANER, SEND_PLANER, PLANER_FOER_MOEDET, OPDATER_UDDANNELSESPLAN, OVERVEJ_SPECIALSKOLE,
        OVERVEJ_EFTERSKOLE,
    ),
    fase4_revurdering.TRIN,
)  # fmt: skip

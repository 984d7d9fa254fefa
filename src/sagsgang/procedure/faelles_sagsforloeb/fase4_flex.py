"""Phase 4, follow-up of flex, and what is decided before a period runs out (P4F.1–P4F.7, X13)."""

from sagsgang.procedure.faelles_sagsforloeb import fase4_forlaengelse
from sagsgang.procedure.faelles_sagsforloeb.betingelser import ER_FLEX, FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.emner import (
    AFTALEFORUM_MOEDE,
    INDSTILLING,
    OPFOELGNING,
    PERIODE,
    PERIODE_MAANEDER,
    PERIODE_START,
)
from sagsgang.procedure.faelles_sagsforloeb.fase4_revurdering import TILBUDDET_ER_SLUTTET
from sagsgang.procedure.faelles_sagsforloeb.faser import OPFOELGNINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.kilder import FORVALTNINGSLOVEN, LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_AFHOLDT, MOEDE_FORMAAL, TILBUDSART
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    BUF_LEDER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import FORTSAT_SOCIALT_BEHOV, STILLING
from sagsgang.procedure.language import (
    Lane,
    Step,
    all_of,
    expect,
    is_,
    known,
    months,
    narrowed,
    on,
    on_schedule,
    recorded,
    runs_out,
    some,
    taken,
    text,
    weeks,
)
from sagsgang.procedure.language.joining import joined

PERIODEN_ER_GAAET = runs_out(PERIODE_START, PERIODE_MAANEDER, "den dag, perioden løber ud")
OPFOELGNINGENS_DAG = on_schedule(VEJLEDNING.at("D5")).anchor

FLEX_MAAL = text("opfoelgning.flex_maal", "Hvordan går det med de fælles mål?", "status på de fælles mål", OPFOELGNING)
PERIODE_SVAR = text(
    "periode.svar", "Hvad siger barn og forældre om tiden efter perioden?", "familiens syn på tiden efter", PERIODE
)
LEDERNES_AFGOERELSE = text(
    "periode.ledernes_afgoerelse", "Hvad er lederne enige om?", "det, lederne er enige om", PERIODE
)

MOED_FOER_OPFOELGNING = Step(
    key="fase4.aftaleforum_foer_opfoelgning",
    title="Aftaleforum mødes før opfølgningen på flex",
    done="Aftaleforum har mødtes før opfølgningen på flex",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=OPFOELGNING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    when=ER_FLEX,
    done_when=all_of(
        ER_FLEX,
        some(
            AFTALEFORUM_MOEDE,
            all_of(known(MOEDE_AFHOLDT), is_(MOEDE_FORMAAL, "opfoelgning", "revurdering", "genansoegning")),
            "Aftaleforum har mødtes før opfølgningen",
            since=months(3).before(OPFOELGNINGENS_DAG, LAESNING.at("X14")),
        ),
    ),
    deadline=weeks(1).before(OPFOELGNINGENS_DAG, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4F.2"),),
)
FOELG_PLANEN_OP = Step(
    key="fase4.faelles_plan_foelges_op",
    title="Målene i den fælles handleplan følges op",
    done="Målene i den fælles handleplan er fulgt op",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=OPFOELGNING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, RC_PLC),
    recorded_by=(PSYKOLOG, SOF_LEDER),
    when=ER_FLEX,
    records=(FLEX_MAAL,),
    deadline=on_schedule(VEJLEDNING.at("D5")),
    citations=(VEJLEDNING.at("P4F.2"), RAMME.at("P3F.11")),
)
HOER_FAMILIEN = Step(
    key="fase4.hoer_om_perioden",
    title="Familien høres om, hvad der skal ske efter perioden",
    done="Familien er hørt om, hvad der skal ske efter perioden",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAMILIE,
    per=PERIODE,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER, PSYKOLOG),
    when=ER_FLEX,
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(PERIODE_SVAR,),
    deadline=months(3).before(PERIODEN_ER_GAAET, LAESNING.at("X13")),
    citations=(LAESNING.at("X13"), FORVALTNINGSLOVEN.at("§ 19"), LAESNING.at("X8")),
)
TAG_STILLING = Step(
    key="fase4.tag_stilling_til_perioden",
    title="Der tages stilling til, om flex fortsætter, ændres eller slutter",
    done="Der er taget stilling til, om flex fortsætter, ændres eller slutter",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=PERIODE,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, PSYKOLOG),
    recorded_by=(SOF_LEDER, RC_PLC),
    when=ER_FLEX,
    expects=(
        expect(taken("fase4.hoer_om_perioden"), LAESNING.at("X13")),
        expect(
            some(
                AFTALEFORUM_MOEDE,
                all_of(known(MOEDE_AFHOLDT), is_(MOEDE_FORMAAL, "genansoegning", "revurdering")),
                "Aftaleforum har drøftet, om flex skal søges igen",
                since=months(6).before(PERIODEN_ER_GAAET, LAESNING.at("X13")),
            ),
            VEJLEDNING.at("P4F.3"),
        ),
    ),
    again=True,
    records=(FORTSAT_SOCIALT_BEHOV, STILLING),
    deadline=months(2).before(PERIODEN_ER_GAAET, LAESNING.at("D10")),
    follows="Tavshed afslutter intet: uden en stilling bliver dette stående som overskredet.",
    citations=(VEJLEDNING.at("P4F.3"), VEJLEDNING.at("P4F.1"), VEJLEDNING.at("D10"), LAESNING.at("X13")),
)
LEDERNE_AFGOER = Step(
    key="fase4.ledere_om_perioden",
    title="Lederne afgør, om flex skal søges igen",
    done="Lederne har afgjort, om flex skal søges igen",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=PERIODE,
    responsible=SOF_LEDER,
    together_with=(BUF_LEDER,),
    recorded_by=(SAGSBEHANDLER,),
    when=is_(STILLING, "uenige"),
    records=(LEDERNES_AFGOERELSE, narrowed(STILLING, "fortsaetter", "aendres", "slutter")),
    deadline=weeks(6).before(PERIODEN_ER_GAAET, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4F.4"),),
)
SOEG_IGEN = Step(
    key="fase4.soeg_igen",
    title="Endnu en periode eller et andet tilbud skal indstilles til BEKU",
    done="Endnu en periode eller et andet tilbud er under indstilling til BEKU",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=PERIODE,
    responsible=SKOLELEDER,
    together_with=(SAGSBEHANDLER,),
    when=is_(STILLING, "fortsaetter", "aendres"),
    done_when=all_of(
        is_(STILLING, "fortsaetter", "aendres"),
        some(
            INDSTILLING,
            known(TILBUDSART),
            "der er lavet en ny indstilling",
            since=on(recorded(STILLING), LAESNING.at("G6")),
        ),
    ),
    deadline=weeks(7).before(PERIODEN_ER_GAAET, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4F.3"), VEJLEDNING.at("P4.6"), LAESNING.at("X12")),
)
FLEX_SKAL_SLUTTE = Step(
    key="fase4.flex_skal_slutte",
    title="Flex slutter med perioden",
    done="Flex er sluttet med perioden",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=PERIODE,
    responsible=SKOLELEDER,
    together_with=(SAGSBEHANDLER,),
    when=is_(STILLING, "slutter"),
    done_when=all_of(is_(STILLING, "slutter"), TILBUDDET_ER_SLUTTET),
    deadline=on(PERIODEN_ER_GAAET, VEJLEDNING.at("D10")),
    citations=(LAESNING.at("X13"), VEJLEDNING.at("P4F.1")),
)

TRIN = joined(
    (
        MOED_FOER_OPFOELGNING, FOELG_PLANEN_OP, HOER_FAMILIEN, TAG_STILLING, LEDERNE_AFGOER, SOEG_IGEN,
        FLEX_SKAL_SLUTTE,
    ),
    fase4_forlaengelse.TRIN,
)  # fmt: skip

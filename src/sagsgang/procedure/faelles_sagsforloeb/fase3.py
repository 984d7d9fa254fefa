"""Phase 3, the action plan and the choice of offer (P3.1–P3.6); the way through BEKU stands in `fase3_beku`."""

from sagsgang.procedure.faelles_sagsforloeb import fase3_beku
from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    BEGGE_BEHOV,
    FAMILIEN_MAA_INDDRAGES,
    FORVENTNINGER_AFSTEMT,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, INDSTILLING, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import SOCIAL_AFGOERELSE, STILLINGTAGEN, UDVEKSLING
from sagsgang.procedure.faelles_sagsforloeb.kilder import (
    BARNETS_LOV,
    FORVALTNINGSLOVEN,
    LAESNING,
    SERVICELOVEN,
    VEJLEDNING,
)
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    ENIG_PSYKOLOG,
    ENIG_SAGSBEHANDLER,
    ENIG_SKOLELEDER,
    SOCIALT_BEHOV,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import HANDLEPLAN
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    BUF_LEDER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    TSF,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    AFTALEFORUM_OM_HANDLEPLAN,
    DEN_DAG_VEJEN_BLEV_VALGT,
    ER_INDSTILLET,
    HAR_HAFT_TILBUD,
    SKAL_TIL_BEKU,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import TILBUDSTYPE, VEJ_VIDERE
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Step,
    acted,
    all_of,
    any_of,
    available,
    day_of,
    earliest_of,
    expect,
    is_,
    known,
    line,
    months,
    narrowed,
    no,
    none_running,
    number,
    opened,
    optional,
    paper,
    recorded,
    since,
    some,
    taken,
    text,
    weeks,
    yes_no,
)
from sagsgang.procedure.language.joining import joined, revised

OVERDRAGELSE = text("forloeb.overdragelse", "Hvad blev aftalt ved overdragelsen?", "overdragelsen", FORLOEB)
FORVENTET_VARIGHED = number(
    "forloeb.forventet_varighed",
    "Hvor mange måneder ventes foranstaltningen at vare?",
    "foranstaltningens forventede varighed i måneder",
    FORLOEB,
    least=1,
    most=120,
)
FAMILIEINDSATS = yes_no(
    "forloeb.familieindsats",
    "Er der brug for en familieorienteret indsats?",
    "behovet for en familieorienteret indsats",
    FORLOEB,
    yes="Der er brug for en familieorienteret indsats",
    no="Der er ikke brug for en familieorienteret indsats",
    assessed=True,
)
HANDLEPLAN_PAPIR = paper("forloeb.handleplan", "Hvor ligger handleplanen?", "handleplanens plads", FORLOEB)
HANDLEPLAN_SENDT = day_of(
    "forloeb.handleplan_sendt", "Hvornår blev handleplanen sendt i høring?", "dagen, handleplanen blev sendt", FORLOEB
)
HANDLEPLAN_SVAR = text(
    "forloeb.handleplan_svar", "Hvad siger barn og forældre til planen?", "familiens svar på handleplanen", FORLOEB
)
SKOLENS_ARBEJDE = text("forloeb.skolens_arbejde", "Hvad gør skolen imens?", "skolens arbejde i ventetiden", FORLOEB)
KRITERIER = text(
    "forloeb.kriterier",
    "Hvad skal den specialpædagogiske bistand kunne?",
    "kriterierne for den specialpædagogiske bistand",
    FORLOEB,
)
BOER_I_BEKU = yes_no(
    "forloeb.boer_i_beku",
    "Bør sagen indstilles til BEKU?",
    "BUF's holdning til at indstille",
    FORLOEB,
    yes="BUF mener, at sagen bør indstilles til BEKU",
    no="BUF mener ikke, at sagen bør indstilles til BEKU",
    assessed=True,
)
LEDERNES_SVAR = text("forloeb.ledernes_svar", "Hvad er lederne nået frem til?", "ledernes afklaring", FORLOEB)
HJAELPEN_NU = text("forloeb.hjaelpen_nu", "Hvordan går det med hjælpen?", "hvordan det går med hjælpen", FORLOEB)
EGEN_FORANSTALTNING = line(
    "forloeb.egen_foranstaltning", "Hvilken foranstaltning bevilger SOF?", "SOF's egen foranstaltning", FORLOEB
)

OVERDRAG = Step(
    key="fase3.overdragelse",
    title="Sagen overdrages fra undersøgelse til handleplan",
    done="Sagen er overdraget fra undersøgelse til handleplan",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    duty=Duty.SHOULD,
    when=all_of(BEGGE_BEHOV, none_running(TILBUD)),
    expects=(expect(FAMILIEN_MAA_INDDRAGES, LAESNING.at("X8")),),
    records=(OVERDRAGELSE,),
    deadline=weeks(2).after(recorded(SOCIALT_BEHOV), LAESNING.at("G6")),
    follows="Familien kender den sagsbehandler, der laver handleplanen.",
    citations=(VEJLEDNING.at("P3.1"), VEJLEDNING.at("O1")),
)
LAV_HANDLEPLAN_2013 = Step(
    key="fase3.handleplan",
    title="Handleplanen laves med barn og familie",
    done="Handleplanen er lavet med barn og familie",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=any_of(BEGGE_BEHOV, HAR_HAFT_TILBUD, ER_INDSTILLET),
    expects=(expect(FAMILIEN_MAA_INDDRAGES, LAESNING.at("X8")),),
    again=True,
    records=(FORVENTET_VARIGHED, FAMILIEINDSATS, optional(HANDLEPLAN_PAPIR)),
    deadline=weeks(6).after(
        earliest_of(
            "den dag, behovet, tilbuddet eller indstillingen var der",
            recorded(SOCIALT_BEHOV),
            opened(TILBUD, "den dag, tilbuddet blev bevilget"),
            opened(INDSTILLING, "den dag, indstillingen blev forberedt"),
        ),
        LAESNING.at("G6"),
    ),
    produces=(HANDLEPLAN,),
    follows="Planen sendes i partshøring.",
    citations=(VEJLEDNING.at("P3.2"), SERVICELOVEN.at("§ 140")),
    valid=since("2013-08-01", "2024-01-01"),
)
LAV_HANDLEPLAN = revised(
    LAV_HANDLEPLAN_2013,
    citations=(VEJLEDNING.at("P3.2"), BARNETS_LOV.at("§ 91"), BARNETS_LOV.at("§ 108"), LAESNING.at("X5")),
    valid=since("2024-01-01"),
)
HOER_OM_HANDLEPLAN = Step(
    key="fase3.partshoering",
    title="Familien høres om handleplanen",
    done="Familien er hørt om handleplanen",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=available(HANDLEPLAN),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(HANDLEPLAN_SENDT, optional(HANDLEPLAN_SVAR)),
    deadline=weeks(3).after(acted("fase3.handleplan", "den dag, handleplanen var klar"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P3.3"), FORVALTNINGSLOVEN.at("§ 19"), LAESNING.at("X8")),
)
SKOLEN_FORTSAETTER = Step(
    key="fase3.skolens_arbejde",
    title="Skolen arbejder videre, til et tilbud starter",
    done="Skolen har fortalt, hvad den gør i ventetiden",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    together_with=(TSF, RC_PLC, PSYKOLOG),
    duty=Duty.SHOULD,
    when=all_of(BEGGE_BEHOV, none_running(TILBUD)),
    again=True,
    records=(SKOLENS_ARBEJDE,),
    deadline=weeks(4).after(recorded(SOCIALT_BEHOV), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P3.4"),),
)
DROEFT_KRITERIER = Step(
    key="fase3.kriterier",
    title="Psykologen drøfter krav til støtten med sagsbehandleren",
    done="Psykologen har drøftet krav til støtten med sagsbehandleren",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=PSYKOLOG,
    together_with=(SAGSBEHANDLER, TSF_TEAMLEDER, SKOLELEDER),
    when=all_of(BEGGE_BEHOV, none_running(TILBUD)),
    acts=(STILLINGTAGEN, UDVEKSLING),
    again=True,
    records=(KRITERIER, BOER_I_BEKU),
    deadline=weeks(4).after(recorded(SOCIALT_BEHOV), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P3.5"), VEJLEDNING.at("R5")),
)
BLIV_ENIGE = Step(
    key="fase3.faglig_enighed",
    title="Fagpersonerne afstemmer, hvilket tilbud der kan blive tale om",
    done="Fagpersonerne har afstemt, hvilket tilbud der kan blive tale om",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    recorded_by=(SOF_LEDER,),
    when=all_of(BEGGE_BEHOV, none_running(TILBUD)),
    requires=taken("fase3.kriterier"),
    again=True,
    records=(ENIG_SAGSBEHANDLER, ENIG_PSYKOLOG, ENIG_SKOLELEDER),
    deadline=weeks(5).after(recorded(SOCIALT_BEHOV), LAESNING.at("G6")),
    follows="Er de enige, kan tilbuddet drøftes med familien. Er de ikke, afklarer lederne det.",
    citations=(VEJLEDNING.at("M8"), LAESNING.at("X22")),
)
LEDERE_AFKLARER = Step(
    key="fase3.ledere_afklarer",
    title="Lederne afklarer en uenighed om tilbuddet",
    done="Lederne har afklaret uenigheden om tilbuddet",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SOF_LEDER,
    together_with=(BUF_LEDER,),
    when=all_of(none_running(TILBUD), any_of(no(ENIG_SAGSBEHANDLER), no(ENIG_PSYKOLOG), no(ENIG_SKOLELEDER))),
    again=True,
    records=(LEDERNES_SVAR, ENIG_SAGSBEHANDLER, ENIG_PSYKOLOG, ENIG_SKOLELEDER),
    deadline=weeks(2).after(acted("fase3.faglig_enighed", "den dag, uenigheden blev noteret"), LAESNING.at("G6")),
    citations=(LAESNING.at("G6"), LAESNING.at("X22")),
)
INDKREDS = Step(
    key="fase3.indkreds_tilbud",
    title="Foranstaltning og type af tilbud indkredses med familien",
    done="Foranstaltning og type af tilbud er indkredset med familien",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    recorded_by=(SOF_LEDER,),
    when=all_of(BEGGE_BEHOV, none_running(TILBUD)),
    requires=FORVENTNINGER_AFSTEMT,
    expects=(
        expect(available(HANDLEPLAN), VEJLEDNING.at("P3.3")),
        expect(FAMILIEN_MAA_INDDRAGES, VEJLEDNING.at("P3.3"), LAESNING.at("X8")),
    ),
    acts=(STILLINGTAGEN,),
    again=True,
    records=(TILBUDSTYPE, narrowed(VEJ_VIDERE, "beku", "egen", "afslut")),
    deadline=weeks(8).after(recorded(SOCIALT_BEHOV), LAESNING.at("G6")),
    follows="Familien ved, at det er BEKU, der bevilger.",
    citations=(VEJLEDNING.at("P3.3"), VEJLEDNING.at("M8"), LAESNING.at("X22")),
)
AFTALEFORUM_UNDERVEJS = Step(
    key="fase3.aftaleforum",
    title="Aftaleforum mødes, mens handleplanen laves",
    done="Aftaleforum har mødtes, mens handleplanen blev lavet",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    when=all_of(BEGGE_BEHOV, none_running(TILBUD)),
    done_when=AFTALEFORUM_OM_HANDLEPLAN,
    deadline=weeks(6).after(recorded(SOCIALT_BEHOV), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P3.6"), VEJLEDNING.at("M6")),
)
SKAL_INDSTILLES = Step(
    key="fase3.skal_indstilles",
    title="Der skal laves en indstilling til BEKU",
    done="Der er lavet en indstilling til BEKU",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    when=SKAL_TIL_BEKU,
    done_when=all_of(
        SKAL_TIL_BEKU,
        some(INDSTILLING, known(TILBUDSART), "der er lavet en indstilling", since=DEN_DAG_VEJEN_BLEV_VALGT),
    ),
    deadline=weeks(4).after(recorded(VEJ_VIDERE), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P3.9"), LAESNING.at("G6")),
)
GOER_OP_IGEN = Step(
    key="fase3.vej_videre_igen",
    title="Det gøres op, om hjælpen er nok uden et fælles tilbud",
    done="Det er gjort op, om hjælpen er nok uden et fælles tilbud",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, PSYKOLOG),
    recorded_by=(SOF_LEDER,),
    when=all_of(is_(VEJ_VIDERE, "egen", "tilbud"), none_running(TILBUD)),
    repeatable=True,
    records=(HJAELPEN_NU, VEJ_VIDERE),
    deadline=months(3).after(recorded(VEJ_VIDERE), LAESNING.at("G6")),
    follows="Er den ikke nok, indstilles sagen til BEKU. Er et behov væk, slutter det fælles forløb.",
    citations=(LAESNING.at("G6"), VEJLEDNING.at("T3")),
)
SOF_HJAELPER_SELV = Step(
    key="fase3.sof_egen_foranstaltning",
    title="SOF bevilger en foranstaltning uden for de fælles tilbud",
    done="SOF har bevilget en foranstaltning uden for de fælles tilbud",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    duty=Duty.MAY,
    acts=(SOCIAL_AFGOERELSE,),
    repeatable=True,
    records=(EGEN_FORANSTALTNING,),
    follows="Familien får afgørelsen skriftligt fra SOF med klagevejledning til Ankestyrelsen.",
    citations=(LAESNING.at("X7"), LAESNING.at("X11"), FORVALTNINGSLOVEN.at("§§ 22–25")),
)

TRIN = joined(
    (
        OVERDRAG, LAV_HANDLEPLAN_2013, LAV_HANDLEPLAN, HOER_OM_HANDLEPLAN, SKOLEN_FORTSAETTER, DROEFT_KRITERIER,
        BLIV_ENIGE, LEDERE_AFKLARER, INDKREDS, AFTALEFORUM_UNDERVEJS, SKAL_INDSTILLES, GOER_OP_IGEN,
        SOF_HJAELPER_SELV,
    ),
    fase3_beku.TRIN,
)  # fmt: skip

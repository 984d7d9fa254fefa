"""Phase 2, the conclusion: whether both needs are there and the course stays joint (P2.7–P2.9, P2.11, T3)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    BEGGE_BEHOV,
    FAMILIEN_MAA_INDDRAGES,
    I_FORLOEBET,
    PPV_PEGER_PAA_STOETTE,
    UNDERSOEGELSE_I_FORLOEBET,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, PPV_EMNE, TILBUD, UNDERSOEGELSE
from sagsgang.procedure.faelles_sagsforloeb.fase1 import UDEN_PPV
from sagsgang.procedure.faelles_sagsforloeb.fase1_svar import PPV_BEGYNDT
from sagsgang.procedure.faelles_sagsforloeb.fase2 import INDSTILLET, OPGIVET
from sagsgang.procedure.faelles_sagsforloeb.faser import UNDERSOEGELSESFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import SPECIALPAEDAGOGISK_AFGOERELSE
from sagsgang.procedure.faelles_sagsforloeb.indgange import SKOLENS_VURDERING, SOF_AFKLARING
from sagsgang.procedure.faelles_sagsforloeb.kilder import (
    FOLKESKOLELOVEN,
    LAESNING,
    VEJLEDNING,
)
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    PPV_LEKTIONER,
    SOCIALT_BEHOV,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import PPV
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    TSF,
)
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    all_of,
    any_of,
    available,
    choice,
    earliest_of,
    expect,
    is_,
    known,
    months,
    no,
    none_running,
    not_,
    recorded,
    some,
    taken,
    text,
    unrecorded,
    weeks,
)

STOETTE = choice(
    "ppv.stoette",
    "Hvad beslutter skolelederen på grundlag af PPV'en?",
    "skolelederens beslutning om støtten",
    PPV_EMNE,
    Option("nu", "Støtten sættes i gang i skolen nu", "Skolelederen sætter støtten i gang i skolen"),
    Option("faelles", "Støtten afventer et fælles tilbud", "Støtten afventer et fælles tilbud"),
    Option("fortsaet", "Den støtte, barnet har, fortsætter", "Den støtte, barnet har, fortsætter"),
    Option("aendres", "Den støtte, barnet har, ændres", "Den støtte, barnet har, ændres"),
)
INTET_SOCIALT = choice(
    "forloeb.intet_socialt_behov",
    "Hvad sker der med det fælles forløb, når der ikke er et socialt behov?",
    "forløbet uden socialt behov",
    FORLOEB,
    Option("slutter", "Det slutter, og skolen går videre alene", "Forløbet slutter, og skolen går videre alene"),
    Option("aftale", "Det er aftalt lokalt, at det fortsætter", "Det er aftalt, at forløbet fortsætter"),
    assessed=True,
)
INGEN_STOETTE = choice(
    "forloeb.intet_stoettebehov",
    "Hvad sker der med det fælles forløb, når skolen kan dække behovet?",
    "forløbet uden behov for specialpædagogisk bistand",
    FORLOEB,
    Option("slutter", "Det slutter, og SOF går videre alene", "Forløbet slutter, og SOF går videre alene"),
    Option("aftale", "Det er aftalt lokalt, at det fortsætter", "Forløbet fortsætter efter lokal aftale"),
    assessed=True,
)

FAMILIEN_HAR_BESKED = text(
    "forloeb.besked_om_slut", "Hvem går videre, og hvordan har familien fået besked?", "beskeden til familien", FORLOEB
)

INTET_SOCIALT_BEHOV = any_of(
    some(UNDERSOEGELSE, no(SOCIALT_BEHOV), "undersøgelsen viser intet socialt behov", since=I_FORLOEBET),
    some(UNDERSOEGELSE, known(INDSTILLET), "undersøgelsen er indstillet", since=I_FORLOEBET),
    is_(SOF_AFKLARING, "ingen"),
)
INTET_STOETTEBEHOV = any_of(
    some(PPV_EMNE, not_(PPV_PEGER_PAA_STOETTE), "PPV'en peger ikke på støtten", since=I_FORLOEBET),
    some(PPV_EMNE, known(OPGIVET), "PPV'en er opgivet", since=I_FORLOEBET),
    is_(SKOLENS_VURDERING, "ikke"),
    all_of(is_(UDEN_PPV, "fortsaet"), known(SOCIALT_BEHOV)),
)

UDEN_SOCIALT_BEHOV = Step(
    key="fase2.intet_socialt_behov",
    title="Der er intet socialt behov: SOF tager stilling til det fælles forløb",
    done="SOF har taget stilling til det fælles forløb uden et socialt behov",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, PSYKOLOG),
    recorded_by=(SOF_LEDER,),
    when=all_of(INTET_SOCIALT_BEHOV, none_running(TILBUD)),
    again=True,
    records=(INTET_SOCIALT,),
    deadline=weeks(4).after(
        earliest_of(
            "den dag, det sociale behov blev vurderet",
            recorded(SOCIALT_BEHOV),
            recorded(SOF_AFKLARING),
            recorded(INDSTILLET),
        ),
        LAESNING.at("G6"),
    ),
    ends=FORLOEB,
    ends_when=is_(INTET_SOCIALT, "slutter"),
    follows="Sagen passiveres i borgercentret, og familien kan henvises til rådgivning.",
    citations=(VEJLEDNING.at("P2.7"), VEJLEDNING.at("T3")),
)
UDEN_STOETTEBEHOV = Step(
    key="fase2.intet_stoettebehov",
    title="Skolen kan dække behovet: skolen tager stilling til det fælles forløb",
    done="Skolen har taget stilling til det fælles forløb, når den selv kan dække behovet",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    together_with=(TSF, SAGSBEHANDLER),
    recorded_by=(TSF, RC_PLC),
    when=all_of(INTET_STOETTEBEHOV, none_running(TILBUD)),
    again=True,
    records=(INGEN_STOETTE,),
    deadline=weeks(4).after(
        earliest_of(
            "den dag, det stod klart, at skolen kan dække behovet",
            recorded(PPV_LEKTIONER),
            recorded(SKOLENS_VURDERING),
            recorded(SOCIALT_BEHOV),
            recorded(OPGIVET),
        ),
        LAESNING.at("G6"),
    ),
    ends=FORLOEB,
    ends_when=is_(INGEN_STOETTE, "slutter"),
    follows="Arbejdet med barnet fortsætter i skolens eget regi.",
    citations=(VEJLEDNING.at("P2.8"), VEJLEDNING.at("T3")),
)
FOELG_AFTALE_SOF = Step(
    key="fase2.aftale_uden_socialt_behov",
    title="Aftalen om at fortsætte uden et socialt behov gøres op",
    done="Aftalen om at fortsætte uden et socialt behov er gjort op",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, PSYKOLOG),
    recorded_by=(SOF_LEDER,),
    when=all_of(is_(INTET_SOCIALT, "aftale"), none_running(TILBUD)),
    repeatable=True,
    records=(INTET_SOCIALT,),
    deadline=months(3).after(recorded(INTET_SOCIALT), LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=is_(INTET_SOCIALT, "slutter"),
    citations=(VEJLEDNING.at("P2.7"), LAESNING.at("G6")),
)
FOELG_AFTALE_BUF = Step(
    key="fase2.aftale_uden_stoettebehov",
    title="Aftalen om at fortsætte, når skolen kan dække behovet, gøres op",
    done="Aftalen om at fortsætte, når skolen kan dække behovet, er gjort op",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    together_with=(TSF, SAGSBEHANDLER),
    recorded_by=(TSF, RC_PLC),
    when=all_of(is_(INGEN_STOETTE, "aftale"), none_running(TILBUD)),
    repeatable=True,
    records=(INGEN_STOETTE,),
    deadline=months(3).after(recorded(INGEN_STOETTE), LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=is_(INGEN_STOETTE, "slutter"),
    citations=(VEJLEDNING.at("P2.8"), LAESNING.at("G6")),
)
BESKED_OM_SLUT = Step(
    key="fase2.besked_om_slut",
    title="Familien får besked om, at forløbet ikke længere er fælles",
    done="Familien har fået besked om, at forløbet ikke længere er fælles",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER, SKOLELEDER, RC_PLC),
    when=any_of(is_(INTET_SOCIALT, "slutter"), is_(INGEN_STOETTE, "slutter")),
    requires=FAMILIEN_MAA_INDDRAGES,
    records=(FAMILIEN_HAR_BESKED,),
    deadline=weeks(1).after(
        earliest_of("den dag, forløbet holdt op med at være fælles", recorded(INTET_SOCIALT), recorded(INGEN_STOETTE)),
        LAESNING.at("G6"),
    ),
    outlives=True,
    citations=(VEJLEDNING.at("T3"), VEJLEDNING.at("F4"), LAESNING.at("X8")),
)
BEGGE_DELE = Step(
    key="fase2.begge_behov",
    title="Begge behov er der, og handleplanen kan laves",
    done="Der er både et socialt behov og et behov for specialpædagogisk bistand",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    duty=Duty.MAY,
    when=UNDERSOEGELSE_I_FORLOEBET,
    done_when=BEGGE_BEHOV,
    citations=(VEJLEDNING.at("P2.9"), VEJLEDNING.at("T1"), VEJLEDNING.at("T2")),
)
BESLUT_STOETTE = Step(
    key="fase2.skolelederens_beslutning",
    title="Skolelederen beslutter, hvad PPV'en skal føre til",
    done="Skolelederen har besluttet, hvad PPV'en skal føre til",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    together_with=(PSYKOLOG,),
    recorded_by=(RC_PLC,),
    when=all_of(some(PPV_EMNE, available(PPV), "PPV'en er der", since=I_FORLOEBET), PPV_PEGER_PAA_STOETTE),
    expects=(expect(any_of(taken("fase2.gennemgaa_ppv"), unrecorded(PPV_BEGYNDT)), VEJLEDNING.at("P2.5")),),
    acts=(SPECIALPAEDAGOGISK_AFGOERELSE,),
    again=True,
    records=(STOETTE,),
    deadline=weeks(6).after(recorded(PPV_LEKTIONER), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P2.11"), VEJLEDNING.at("R2"), FOLKESKOLELOVEN.at("§ 12, stk. 2")),
)

TRIN = (
    UDEN_SOCIALT_BEHOV, UDEN_STOETTEBEHOV, FOELG_AFTALE_SOF, FOELG_AFTALE_BUF, BESKED_OM_SLUT, BEGGE_DELE,
    BESLUT_STOETTE,
)  # fmt: skip

"""The cases of the town: which child, which story, how far. The oldest of a phase are not the furthest."""

from __future__ import annotations

from sagsgang.demo.courses.complaints import COMPLAINED
from sagsgang.demo.courses.offers import (
    AWAITS_SOF,
    DELAYED,
    DEPARTED,
    DISAGREED,
    NO_TO_BEKU,
    ONE_HALF,
    PRIVATE_TREATMENT,
    REFUSED,
    REFUSED_THEN_GRANTED,
    RETURN,
    SKOLEFLEX,
    SKOLEFLEX_ENDS,
    TREATMENT,
)
from sagsgang.demo.courses.stories import (
    ACUTE_CASE,
    CONCERN_GONE,
    HANDED_OVER,
    KNOWN,
    MENDED,
    NEW_SCHOOL_CASE,
    NO_EXCHANGE,
    NOT_EXAMINED,
    ONLY_BUF,
    ONLY_SOF,
    POLICE,
    PPV_REFUSED,
    TO_HANDICAP,
    TOLD_BY_PHONE,
    TREATED,
    VIOLENCE,
)
from sagsgang.demo.script import Play
from sagsgang.demo.staff import LEAVER

MOELLEAAEN, SOELVGAARDEN = "behandlingsskolen-moelleaaen", "dagbehandlingen-soelvgaarden"
FYRTAARNET, LAERKEN = "skolehjemmet-fyrtaarnet", "den-groenne-laerke"

PLAYS = (
    # concern
    Play(SKOLEFLEX, 5, "blaabaerskolen", grade=1),
    Play(SKOLEFLEX, 14, "kloeverskolen", grade=2),
    Play(SKOLEFLEX, 39, "aaparkskolen", grade=4),
    Play(SKOLEFLEX, 46, "fuglekvidderskolen", grade=3),
    Play(SKOLEFLEX, 70, "soenderbakkeskolen", until=46),
    Play(CONCERN_GONE, 100, "havtornskolen", grade=0),
    Play(CONCERN_GONE, 60, "kaermindeskolen", grade=2),
    Play(NOT_EXAMINED, 75, "boegehoejskolen", grade=6),
    Play(VIOLENCE, 4, "blaabaerskolen", grade=3),
    Play(ACUTE_CASE, 1, "vestengskolen", grade=6),
    Play(PPV_REFUSED, 52, "tyttebaerskolen", grade=4),
    Play(POLICE, 2, "skolen-ved-oernedammen", grade=6),
    Play(KNOWN, 20, "hyldeblomstskolen", grade=5),
    # examination
    Play(SKOLEFLEX, 66, "skolen-ved-aertemarken", grade=3),
    Play(SKOLEFLEX, 110, "nordmarkens-skole", grade=4, shift=1),
    Play(SKOLEFLEX, 150, "maelkeboetteskolen", until=93, grade=2),
    Play(NO_EXCHANGE, 62, "skolen-i-kirsebaergaarden", grade=5),
    Play(TOLD_BY_PHONE, 80, "roersangerskolen", grade=1),
    Play(TO_HANDICAP, 125, "aaparkskolen", grade=2),
    Play(NEW_SCHOOL_CASE, 118, "kaermindeskolen", new_school="boegehoejskolen", grade=3),
    Play(MENDED, 128, "kloeverskolen", grade=4, shift=1),
    Play(SKOLEFLEX, 115, "havtornskolen", grade=5, until=108, cast={"sagsbehandler": LEAVER}),
    # action plan and offer
    Play(ONLY_SOF, 150, "tyttebaerskolen", grade=5),
    Play(ONLY_BUF, 160, "vestengskolen", grade=3),
    Play(HANDED_OVER, 155, "boegehoejskolen", grade=4, cast={"sagsbehandler": "sagsbehandler-midt-1"}),
    Play(DISAGREED, 165, "oesterlundsskolen", grade=2, shift=1),
    Play(NO_TO_BEKU, 182, "skolen-paa-aeblebakken", grade=4, shift=1),
    Play(DEPARTED, 193, "nordmarkens-skole", grade=5),
    Play(SKOLEFLEX, 192, "aaparkskolen", grade=3, shift=1),
    Play(DELAYED, 199, "skolen-ved-aalegraesset", grade=4),
    Play(AWAITS_SOF, 205, "fuglekvidderskolen", grade=5),
    Play(ONE_HALF, 200, "soenderbakkeskolen", grade=2),
    Play(REFUSED, 202, "hyldeblomstskolen", grade=4, shift=1),
    Play(COMPLAINED, 247, "vestengskolen", grade=5, shift=1),
    Play(SKOLEFLEX, 197, "roersangerskolen", grade=1),
    Play(PRIVATE_TREATMENT, 220, "skolen-ved-oernedammen", until=218, provider=LAERKEN, grade=5),
    Play(TREATMENT, 200, "skolen-ved-aertemarken", until=197, provider=SOELVGAARDEN, grade=4, shift=1),
    # follow-up, the way back, the end
    Play(SKOLEFLEX, 556, "kloeverskolen", grade=4),
    Play(SKOLEFLEX_ENDS, 560, "havtornskolen", grade=2),
    Play(REFUSED_THEN_GRANTED, 330, "maelkeboetteskolen", grade=3, shift=1),
    Play(TREATMENT, 553, "soenderbakkeskolen", provider=MOELLEAAEN, grade=3, shift=1),
    Play(TREATED, 15, "skolen-ved-aalegraesset", provider=FYRTAARNET, grade=8),
    Play(RETURN, 1005, "skolen-i-kirsebaergaarden", provider=MOELLEAAEN, grade=2),
)

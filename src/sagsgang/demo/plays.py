"""The forty cases of the town: which child, which story, how far."""

from __future__ import annotations

from sagsgang.demo.courses.stories import (
    ACUTE_CASE,
    CONCERN_GONE,
    KNOWN,
    NOT_EXAMINED,
    POLICE,
    PPV_REFUSED,
    PRIVATE_TREATMENT,
    SKOLEFLEX,
    TREATED,
    TREATMENT,
    VIOLENCE,
)
from sagsgang.demo.script import Play

PLAYS = (
    Play(SKOLEFLEX, 5, "blaabaerskolen"),
    Play(SKOLEFLEX, 14, "kloeverskolen"),
    Play(SKOLEFLEX, 39, "aaparkskolen"),
    Play(SKOLEFLEX, 46, "fuglekvidderskolen"),
    Play(SKOLEFLEX, 70, "soenderbakkeskolen", until=46),
    Play(SKOLEFLEX, 80, "skolen-ved-aertemarken"),
    Play(SKOLEFLEX, 230, "vestengskolen", shift=1),
    Play(TREATMENT, 260, "oesterlundsskolen", provider="behandlingsskolen-moelleaaen"),
    Play(PRIVATE_TREATMENT, 260, "skolen-paa-aeblebakken", provider="den-groenne-laerke"),
    Play(CONCERN_GONE, 100, "havtornskolen"),
    Play(CONCERN_GONE, 60, "kaermindeskolen"),
    Play(NOT_EXAMINED, 75, "boegehoejskolen"),
    Play(VIOLENCE, 4, "blaabaerskolen", grade=3),
    Play(ACUTE_CASE, 1, "vestengskolen", grade=8),
    Play(PPV_REFUSED, 52, "tyttebaerskolen"),
    Play(POLICE, 2, "skolen-ved-oernedammen", grade=7),
    Play(KNOWN, 20, "hyldeblomstskolen"),
    Play(TREATED, 15, "skolen-ved-aalegraesset", provider="den-groenne-laerke"),
)

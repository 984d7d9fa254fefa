"""Where the made-up comes from: names, addresses and sentences that belong to nobody in the house that is copied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from sagsgang.people.cpr import demo_number

_GIVEN = (
    "Agern", "Birk", "Bregne", "Dugdråbe", "Elletrunte", "Fjer", "Gyvel", "Havre", "Humle", "Kastanje", "Kløver",
    "Lyng", "Mos", "Myntha", "Nælde", "Pil", "Porse", "Rav", "Rørhat", "Siv", "Skræppe", "Svale", "Tagrør", "Timian",
    "Ulv", "Vibefjer", "Ært", "Øregræs", "Åkande",
)  # fmt: skip
_FAMILY = (
    "Bakkedrag", "Duneng", "Engstykke", "Fjordarm", "Grusgrav", "Hedetop", "Kildevæld", "Lavmose", "Markskel",
    "Nordlys", "Overdrev", "Plovfure", "Ridsti", "Skovbryn", "Strandkant", "Tørvegrav", "Vadested", "Ådal",
)  # fmt: skip
_STREETS = ("Opdigtede Allé", "Ingenstedsvej", "Papirgade", "Blækstien", "Kladdevænget")
_SENTENCES = (
    "Denne tekst er opdigtet og står i stedet for den rigtige.",
    "Teksten handler ikke om nogen, og længden er cirka den samme.",
    "Her stod noget, som kun hører hjemme i den rigtige sag.",
    "Kopien bruges til øvelse og til tal, aldrig til afgørelser.",
    "Indholdet er skiftet ud, så ingen kan kendes igen.",
)
_EARLIEST_WEEKS, _LATEST_WEEKS = 8, 60


class Inventor:
    """Makes people, places and words up. `taken`: words of real names, casefolded; none of them is ever used."""

    def __init__(self, random: Random, taken: Iterable[str]) -> None:
        avoided = set(taken)
        self.random = random
        self._given = [word for word in _GIVEN if word.casefold() not in avoided] or ["Opdigtet"]
        self._family = [word for word in _FAMILY if word.casefold() not in avoided] or ["Person"]
        self._serials: dict[date, int] = {}

    def name(self) -> tuple[str, str]:
        """A given name and a family name."""
        return self.random.choice(self._given), self.random.choice(self._family)

    def full_name(self) -> str:
        """Both in one."""
        return " ".join(self.name())

    def address(self) -> str:
        """An address that is nowhere."""
        return f"{self.random.choice(_STREETS)} {self.random.randint(1, 99)}, 0000 Ingensteder"

    def cpr(self, born: date) -> str:
        """A number of that day that nobody can have; each is given out once."""
        serial = self._serials.get(born, 0)
        self._serials[born] = serial + 1
        return demo_number(born, serial)

    def text(self, like: str) -> str:
        """Made-up sentences of about the same length; nothing of nothing."""
        if not like:
            return ""
        wanted, made = min(len(like), 4000), ""
        while not made or len(made) + 40 < wanted:
            made = f"{made} {self.random.choice(_SENTENCES)}".strip()
        return made

    def offset(self) -> timedelta:
        """By how much the days of one case move: whole weeks back, so that weekdays and intervals stay as they were."""
        return timedelta(weeks=-self.random.randint(_EARLIEST_WEEKS, _LATEST_WEEKS))

    def birthday(self, born: date) -> date:
        """A birthday about as old, but another day; never 1 January, which has real numbers of this kind."""
        moved = born + timedelta(days=self.random.randint(-170, 170))
        return moved + timedelta(days=1) if (moved.month, moved.day) == (1, 1) else moved


def vocabulary() -> frozenset[str]:
    """Every word that can be made up, casefolded: finding one of them in a copy tells of nobody."""
    said = " ".join([*_GIVEN, *_FAMILY, *_STREETS, *_SENTENCES, "Opdigtet Person Ingensteder Medarbejder"])
    return frozenset(word.strip(".,").casefold() for word in said.split())

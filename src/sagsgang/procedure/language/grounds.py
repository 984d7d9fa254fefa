"""What consents rest on as data: the wordings a family reads, and the legal bases that can be named instead."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from sagsgang.procedure.language.facts import Fact, Option, choice
from sagsgang.procedure.language.periods import Period
from sagsgang.procedure.language.terms import ConsentText, LegalBasis, Subject

UNSURE = "ikke verificeret af jurist"


def load_consent_texts(package: str, name: str) -> Mapping[str, tuple[ConsentText, ...]]:
    """Read a TOML file packaged with the content: consent = its versions, each with version, fra, til and afsnit."""
    table = tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    return {
        key: tuple(
            ConsentText(row["version"], Period(row["fra"], row.get("til")), tuple(row["afsnit"])) for row in rows
        )
        for key, rows in table.items()
    }


def basis_of(
    key: str, label: str, phrase: str, subject: Subject, statement: str, *bases: LegalBasis, help: str = ""
) -> Fact:
    """One of the legal bases that are offered, with the reason why it bears; `statement` ends in the basis' title."""
    options = tuple(
        Option(each.key, basis_title(each), f"{statement} {each.title}", each.about, valid=each.valid)
        for each in bases
        if each.offered
    )
    return choice(key, label, phrase, subject, *options, help=help, assessed=True)


def basis_title(basis: LegalBasis) -> str:
    """The basis as it is chosen: one that no lawyer has confirmed says so."""
    return f"{basis.title} ({UNSURE})" if basis.unsure else basis.title

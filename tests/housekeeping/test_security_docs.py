"""What the security papers claim can be looked up: files are there, every requirement stands once, counts are right."""

import re
from collections import Counter

import pytest

from tests.housekeeping.test_house import ROOT

FOLDER = ROOT / "docs" / "sikkerhed"
STATES = ("met", "partly", "not met", "n.a.")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|([^|]*)\|([^|]*)\|$", re.MULTILINE)
COUNT = re.compile(r"^\| (?:(\d+)\.[^|]+|\*\*all\*\*)((?: \| \*{0,2}\d+\*{0,2}){5}) \|$", re.MULTILINE)
A_FILE = re.compile(r"`((?:src|tests|docs|bench|scripts)/[^`\s]+|koer|kontrol|[\w.-]+\.(?:toml|txt|json)|\.npmrc)`")

IN_THE_STANDARD = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3
11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3
15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
"""ASVS 5.0.0, levels 1 and 2: how many requirements each section begins with; those of level 3 come after them."""


def asvs() -> str:
    return (FOLDER / "asvs.md").read_text(encoding="utf-8")


def rows() -> list[tuple[str, str, str, str, str]]:
    """Number, name, state, evidence, note."""
    return [(number, *(cell.strip() for cell in rest)) for number, *rest in ROW.findall(asvs())]  # type: ignore[misc]


def test_every_requirement_stands_once_and_in_order() -> None:
    sections = [each.split(":") for each in IN_THE_STANDARD.split()]
    wanted = [f"{section}.{number}" for section, many in sections for number in range(1, int(many) + 1)]
    assert len(wanted) == 253
    assert [row[0] for row in rows()] == wanted


def test_every_state_is_one_of_four_and_met_is_shown() -> None:
    assert {row[2] for row in rows()} == set(STATES)
    assert [row[0] for row in rows() if row[2] == "met" and not A_FILE.search(row[3])] == []
    assert [row[0] for row in rows() if row[2] == "partly" and not row[4]] == []


def test_the_counts_are_right() -> None:
    by_chapter = {number: Counter[str]() for number in [*map(str, range(1, 18)), ""]}
    for row in rows():
        by_chapter[row[0].split(".")[0]][row[2]] += 1
        by_chapter[""][row[2]] += 1
    told = {number: [int(each) for each in re.findall(r"\d+", cells)] for number, cells in COUNT.findall(asvs())}
    assert told == {number: [*(n[state] for state in STATES), n.total()] for number, n in by_chapter.items()}


@pytest.mark.parametrize("name", ["asvs.md", "trusselsmodel.md", "databeskyttelse.md"])
def test_every_file_that_is_named_is_there(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    named = {each.split("::")[0] for each in A_FILE.findall(text)}
    named |= {f"docs/sikkerhed/{each}" for each in re.findall(r"\]\((?!https?:)([^)#]+)\)", text)}
    assert [each for each in sorted(named) if not (ROOT / each).exists()] == []
    assert name == "databeskyttelse.md" or len(named) > 40


def test_each_threat_says_what_stops_it_what_would_fail_and_what_remains() -> None:
    text = (FOLDER / "trusselsmodel.md").read_text(encoding="utf-8").split("## Threats")[1]
    threats = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    assert len(threats) > 12
    for threat in threats:
        said = [part for part in ("**Stops:**", "**Would fail:**", "**Remains:**") if part in threat]
        assert len(said) == 3, threat.splitlines()[0]
        tests = [each for each in A_FILE.findall(threat) if each.startswith("tests/")]
        assert tests, threat.splitlines()[0]

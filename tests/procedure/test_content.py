"""The content itself: data and nothing else, reviewed without errors, in its own words, and its handbook fresh."""

import ast
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.language import Board, Consent, Document, Phase, Role, Subject
from sagsgang.procedure.review import Severity, report, review
from sagsgang.procedure.wording.handbook import render_handbook
from tests.procedure.copying import fingerprints, known

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "sagsgang.procedure.faelles_sagsforloeb"
CONTENT = sorted(Path(str(files(PACKAGE))).glob("*.py"))
TABLES = sorted(Path(str(files(PACKAGE))).glob("*.toml"))
HANDBOOK = ROOT / "docs" / "haandbog"
WORD_LIST = ROOT / "docs" / "ordliste.md"

STATEMENTS = (ast.Import, ast.ImportFrom, ast.Assign)
PARTS = (
    ast.Call, ast.keyword, ast.Name, ast.Attribute, ast.Constant, ast.Tuple, ast.Subscript, ast.Starred, ast.Load,
    ast.Store,
)  # fmt: skip


def wrong_parts(tree: ast.Module) -> list[str]:
    """What a content file holds beside imports, assignments and calls."""
    found = []
    for number, statement in enumerate(tree.body):
        if number == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue  # the docstring
        if not isinstance(statement, STATEMENTS):
            found.append(f"{statement.lineno}: {type(statement).__name__}")
        elif isinstance(statement, ast.Assign):
            inside = [part for part in ast.walk(statement) if not isinstance(part, (ast.Assign, *PARTS))]
            found += [f"{statement.lineno}: {type(part).__name__}" for part in inside]
    return found


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_content_holds_imports_assignments_and_calls_only(path):
    assert wrong_parts(ast.parse(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "if x:\n    y = 1",
        "for x in y:\n    z()",
        "def f(): ...",
        "a = 1 + 2",
        "a = f'{b}'",
        "a = [b for b in c]",
        "a = lambda: 1",
        "f()",
        "a = not b",
        "a = b if c else d",
    ],
)
def test_anything_else_is_found(code):
    assert wrong_parts(ast.parse(code)) != []


def test_the_review_finds_no_errors_in_any_edition():
    assert len(PROCEDURE.seams) > 1
    for day in PROCEDURE.seams:
        assert [str(remark) for remark in review(PROCEDURE, day) if remark.severity is Severity.ERROR] == []


def test_the_report_can_be_printed_and_names_every_requirement():
    text = report(PROCEDURE, PROCEDURE.seams[-1])
    assert all(f"\n{requirement:<7} " in text for requirement in PROCEDURE.requirements)
    assert len(PROCEDURE.requirements) == 184


def test_every_choice_the_sources_leave_open_has_a_reading():
    assert [reading.key for reading in PROCEDURE.readings] == [key for key in PROCEDURE.requirements if key[0] == "X"]


def test_no_sentence_of_the_sources_is_copied():
    texts = [
        node.value
        for path in CONTENT
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    texts += [line for path in (*TABLES, WORD_LIST) for line in path.read_text("utf-8").splitlines()]
    sources = known()
    assert [run for text in texts for key, run in fingerprints(text).items() if key in sources] == []


def test_the_fingerprints_know_a_copied_run_of_words():
    text = "et to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten"
    assert fingerprints(text)
    assert fingerprints("et to tre fire fem seks syv otte") == {}
    assert fingerprints("bar-\nnet er her nu og vi ser på det sammen med jer i dag") == fingerprints(
        "barnet er her nu og vi ser på det sammen med jer i dag"
    )
    assert len(known()) > 4000


def declared_names() -> dict[str, str]:
    """The name in the code of every role, subject, paper, consent, body and phase, and of every offer."""
    kinds = (Role, Subject, Document, Consent, Board, Phase)
    names = {}
    for module in ("roller", "emner", "papirer", "samtykker", "organer", "faser"):
        declared = vars(import_module(f"{PACKAGE}.{module}"))
        names |= {name: name for name, thing in declared.items() if isinstance(thing, kinds)}
    offers = PROCEDURE.facts["indstilling.tilbudsart"]
    return names | {option.value.upper(): option.label for option in offers.options}


def test_the_word_list_is_complete():
    words = WORD_LIST.read_text("utf-8")
    assert [name for name in declared_names() if f"`{name}`" not in words] == []


def test_every_row_of_the_word_list_is_filled_in_and_in_use():
    names = {*declared_names(), *vars(import_module(f"{PACKAGE}.breve"))}
    for line in WORD_LIST.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert all(cells) or not line.startswith("|"), line
        if len(cells) == 5 and cells[3].startswith("`"):
            assert cells[3].strip("`") in names, line


def test_the_handbook_is_fresh():
    written = {path.name: path.read_text("utf-8") for path in HANDBOOK.glob("*.md")}
    rendered = {name: text + "\n" for name, text in render_handbook(PROCEDURE, PROCEDURE.seams[-1]).items()}
    assert sorted(written) == sorted(rendered)
    stale = [name for name, text in rendered.items() if written[name] != text]
    assert stale == [], "PYTHONPATH=src python -m sagsgang.procedure.wording.handbook docs/haandbog"

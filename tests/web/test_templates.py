"""Every template: nothing slips past escaping, nothing stands inline, every form is guarded."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "sagsgang" / "web" / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
NAMES = [str(path.relative_to(TEMPLATES)) for path in FILES]


def test_there_are_templates() -> None:
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=NAMES)
class TestEveryTemplate:
    def test_escapes_everything(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape off|safeseq", source)

    def test_has_nothing_inline(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", source)

    def test_guards_every_form_that_writes(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        writing = re.findall(r'<form[^>]*method="post"', source)
        assert source.count("{% csrf_token %}") == len(writing)

    def test_has_no_name_in_its_title(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        title = re.search(r"{% block title %}(.*?){% endblock %}", source)
        assert title is None or not re.search(r"child|\bname\b|cpr", title[1])

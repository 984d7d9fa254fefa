"""What the house's commands write on a terminal or in a log tells of nobody."""

from __future__ import annotations

import contextlib
import logging
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands

from sagsgang.config.logs import DiscreetFormatter
from tests.discretion.hearing import listening
from tests.discretion.marked import Marked, marks_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.timeout(600)]

ELSEWHERE = {
    "worker": "never ends; what it does is done by nightly and by the jobs' own tests",
    "backup": "copies files; tried by its own tests",
    "restore": "replaces the database; tried by its own tests",
}
OURS = sorted(name for name, app in get_commands().items() if app.startswith("sagsgang.") and name not in ELSEWHERE)
CALLS = [*((name,) for name in OURS), ("rebuild", "--check"), ("seal", "--rotate"), ("seal", "--help")]


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_command_tells_of_nobody(marked: Marked, call: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    out, err = StringIO(), StringIO()
    with listening(logging.INFO) as heard, contextlib.suppress(SystemExit):
        try:
            call_command(*call, stdout=out, stderr=err)
        except CommandError as refused:
            err.write(str(refused))
    written = [out.getvalue(), err.getvalue(), *capfd.readouterr()]
    lines = [DiscreetFormatter().format(record) for record in heard.records]
    assert [each for each in written + lines if marks_in(each)] == []
    assert any(written)

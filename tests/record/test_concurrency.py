"""Several processes write to one log: one chain, no fork, no hole."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from sagsgang.record.models import Look, LookCase
from sagsgang.record.verifying import verify

pytestmark = [pytest.mark.database]

WRITERS, EACH = 3, 60
WRITE = """
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from tests.record.looking import looks
print("\\n".join(map(str, looks({each}))))
"""


def test_processes_make_one_chain(shared: None) -> None:
    name = str(connection.settings_dict["NAME"])
    connection.close()
    code = WRITE.format(name=name, each=EACH)
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths}
    writers = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(WRITERS)
    ]
    told = [writer.communicate(timeout=100)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    numbers = sorted(int(number) for each in told for number in each)
    assert numbers == list(range(1, WRITERS * EACH + 1))
    report = verify()
    assert report.breaches is None
    assert (report.looks, report.touched) == (Look.objects.count(), LookCase.objects.count())

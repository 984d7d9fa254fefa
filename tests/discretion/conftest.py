"""The marked town, built once for a module and undone after it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from sagsgang.casework.scope import house
from tests.discretion.marked import Marked, build_marked


@pytest.fixture(scope="module")
def marked(django_db_setup: None, django_db_blocker: Any) -> Iterator[Marked]:
    with django_db_blocker.unblock(), house("test"), transaction.atomic():
        yield build_marked()
        transaction.set_rollback(True)

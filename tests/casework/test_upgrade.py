"""Data that yesterday's version made opens today, and nobody keeps what he should no longer see."""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from sagsgang.casework.models import Case, CaseSeat, CaseSummary
from sagsgang.casework.projections import differences, refresh_due
from tests.casework.ground import Town, day

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def upgrade() -> None:
    """Run the statements of the migration on the data as it stands."""
    migration: Any = import_module("sagsgang.casework.migrations.0006_seats_only_meanwhile").Migration
    with connection.cursor() as cursor:
        for operation in migration.operations:
            cursor.execute(operation.sql)


def test_a_board_that_had_its_seat_for_good_loses_it_and_the_rest_comes_right_by_night(town: Town):
    case: Case = town.open().case
    board = town.units["bestyrelse-syd"]
    before = set(CaseSeat.objects.values_list("unit_id", "seat"))
    assert (board.pk, "beku") not in before
    CaseSeat.objects.create(case=case, unit=board, seat="beku")
    upgrade()
    assert set(CaseSeat.objects.values_list("unit_id", "seat")) == before
    assert CaseSummary.objects.get().next_change == CaseSummary.objects.get().assessed_on
    refresh_due(day("2026-01-06"))
    assert differences(day("2026-01-06")) == []

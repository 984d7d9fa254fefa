"""Boards, Fagligt Center and providers see a case only while something waits for them: take away what they had longer.

What is taken away too much (a body that takes part without owning the task) comes back when the case is looked at
again, which the last statement has the next nightly run, or `rebuild`, do for every case.
"""

from django.db import migrations

SEATS = "('beku', 'matchningsudvalg', 'fac', 'tilbud')"


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_locked_are_few")]

    operations = [
        migrations.RunSQL(
            f"DELETE FROM casework_caseseat WHERE seat IN {SEATS} AND NOT EXISTS ("
            "SELECT 1 FROM casework_opentask WHERE casework_opentask.case_id = casework_caseseat.case_id "
            "AND casework_opentask.unit_id = casework_caseseat.unit_id)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("UPDATE casework_casesummary SET next_change = assessed_on", migrations.RunSQL.noop),
    ]

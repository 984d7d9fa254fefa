"""The table in which every process counts wrong tries and used codes; what stands in it may be thrown away."""

from django.core.management import call_command
from django.db import migrations

TABLE = "house_cache"


def make(apps, schema_editor):
    """Make the table as Django's database cache wants it, unless it is there."""
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    """Take the table away."""
    schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):

    dependencies = [("web", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]

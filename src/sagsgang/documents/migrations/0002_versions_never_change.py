"""The database itself refuses to change what a version holds, or what a share rests on; both may be closed or erased."""

from django.db import migrations

MESSAGE = "a version never changes"
SHARED = "a share is closed, never changed"
FIXED = ("document_id", "number", "sha256", "size", "content_type", "added_by_id", "added_at")
SHARE_FIXED = ("document_id", "version_id", "to", "unit_id", "consent", "consent_row", "law", "shared_by_id", "shared_at")


def _differs(columns, word):
    return " OR ".join(f'NEW."{column}" {word} OLD."{column}"' for column in columns)


def _sqlite(table, columns, name, message):
    return (
        f'CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {_differs(columns, "IS NOT")} '
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgresql(table, columns, name, message):
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$",
        f'CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({_differs(columns, "IS DISTINCT FROM")}) '
        f"EXECUTE FUNCTION {name}()",
    ]


GUARDS = (
    ("documents_version", FIXED, "document_version_fixed", MESSAGE),
    ("documents_share", SHARE_FIXED, "document_share_fixed", SHARED),
)


def guard(apps, schema_editor):
    """Put the triggers in place."""
    for each in GUARDS:
        vendor = schema_editor.connection.vendor
        for statement in [_sqlite(*each)] if vendor == "sqlite" else _postgresql(*each):
            schema_editor.execute(statement)


def unguard(apps, schema_editor):
    """Take them away again."""
    for table, _, name, _ in GUARDS:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]

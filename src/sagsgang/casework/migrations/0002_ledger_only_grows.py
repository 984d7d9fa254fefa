"""The database itself refuses to change or delete what the ledger holds, on SQLite and on PostgreSQL."""

from django.db import migrations

EVENTS = "casework_ledgerevent"
TEXTS = "casework_ledgertext"
MESSAGE = "the ledger only grows"

SQLITE = [
    f"CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER ledger_text_no_delete BEFORE DELETE ON {TEXTS} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    # INSERT OR REPLACE deletes without asking a delete trigger.
    f"CREATE TRIGGER ledger_event_no_replace BEFORE INSERT ON {EVENTS} WHEN EXISTS (SELECT 1 FROM {EVENTS} "
    f"WHERE id = NEW.id OR (case_id = NEW.case_id AND number = NEW.number)) "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER ledger_text_no_replace BEFORE INSERT ON {TEXTS} WHEN EXISTS (SELECT 1 FROM {TEXTS} "
    f"WHERE id = NEW.id OR (case_id = NEW.case_id AND event = NEW.event AND key = NEW.key)) "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    # Erasure empties a text; anything else is a change of history.
    f"CREATE TRIGGER ledger_text_erase_only BEFORE UPDATE ON {TEXTS} "
    f"WHEN NEW.body <> '' OR NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id OR NEW.event <> OLD.event "
    f"OR NEW.key <> OLD.key BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
]
SQLITE_BACK = [
    "DROP TRIGGER ledger_event_no_update",
    "DROP TRIGGER ledger_event_no_delete",
    "DROP TRIGGER ledger_text_no_delete",
    "DROP TRIGGER ledger_event_no_replace",
    "DROP TRIGGER ledger_text_no_replace",
    "DROP TRIGGER ledger_text_erase_only",
]
POSTGRESQL = [
    f"CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
    f"CREATE TRIGGER ledger_event_no_change BEFORE UPDATE OR DELETE ON {EVENTS} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()",
    f"CREATE TRIGGER ledger_event_no_truncate BEFORE TRUNCATE ON {EVENTS} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()",
    f"CREATE TRIGGER ledger_text_no_delete BEFORE DELETE ON {TEXTS} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()",
    f"CREATE TRIGGER ledger_text_no_truncate BEFORE TRUNCATE ON {TEXTS} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()",
    f"CREATE TRIGGER ledger_text_erase_only BEFORE UPDATE ON {TEXTS} FOR EACH ROW "
    "WHEN (NEW.body <> '' OR NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id OR NEW.event <> OLD.event "
    "OR NEW.key <> OLD.key) EXECUTE FUNCTION ledger_only_grows()",
]
POSTGRESQL_BACK = [
    f"DROP TRIGGER ledger_event_no_change ON {EVENTS}",
    f"DROP TRIGGER ledger_event_no_truncate ON {EVENTS}",
    f"DROP TRIGGER ledger_text_no_delete ON {TEXTS}",
    f"DROP TRIGGER ledger_text_no_truncate ON {TEXTS}",
    f"DROP TRIGGER ledger_text_erase_only ON {TEXTS}",
    "DROP FUNCTION ledger_only_grows()",
]


def _run(schema_editor, by_vendor):
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def guard(apps, schema_editor):
    """Put the triggers in place."""
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def unguard(apps, schema_editor):
    """Take them away again."""
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]

"""The database itself refuses to change the log; it lets go only of what a sealed piece says was destroyed."""

from django.db import migrations

LOOKS, CASES, REASONS = "record_look", "record_lookcase", "record_lookreason"
HEAD, SEGMENTS, REVIEWS = "record_head", "record_segment", "record_review"
NUMBER = {LOOKS: "number", CASES: "look_id", REASONS: "look_id", REVIEWS: "look_id"}
MESSAGE = "the log of looks only grows"
SAME = {
    LOOKS: "number = NEW.number",
    CASES: "look_id = NEW.look_id AND case_id = NEW.case_id",
    REASONS: "look_id = NEW.look_id",
    HEAD: "id = NEW.id",
    SEGMENTS: "first = NEW.first",
    REVIEWS: "id = NEW.id",
}


def kept(table):
    """Whether the row to be deleted stands in no piece that was sealed and destroyed."""
    return f"NOT EXISTS (SELECT 1 FROM {SEGMENTS} WHERE OLD.{NUMBER[table]} BETWEEN first AND last)"


def sqlite():
    """Name and body of each trigger."""
    stop = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for table in (LOOKS, CASES, SEGMENTS, REVIEWS):
        yield f"{table}_no_update", f"BEFORE UPDATE ON {table} {stop}"
    for table in NUMBER:
        yield f"{table}_no_delete", f"BEFORE DELETE ON {table} WHEN {kept(table)} {stop}"
    for table in (HEAD, SEGMENTS):
        yield f"{table}_no_delete", f"BEFORE DELETE ON {table} {stop}"
    for table, same in SAME.items():  # INSERT OR REPLACE deletes without asking a delete trigger
        yield f"{table}_no_replace", f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {stop}"
    yield f"{HEAD}_forward", f"BEFORE UPDATE ON {HEAD} WHEN NEW.id <> OLD.id OR NEW.number <= OLD.number {stop}"
    yield f"{REASONS}_empty_only", (
        f"BEFORE UPDATE ON {REASONS} WHEN NEW.body <> '' OR NEW.look_id <> OLD.look_id {stop}"
    )


def postgresql():
    """Table, name and body of each trigger."""
    stop = "EXECUTE FUNCTION log_only_grows()"
    for table in (LOOKS, CASES, SEGMENTS, REVIEWS):
        yield table, "no_update", f"BEFORE UPDATE ON {table} FOR EACH ROW {stop}"
    for table in NUMBER:
        yield table, "no_delete", f"BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION log_keeps_{table}()"
    for table in (HEAD, SEGMENTS):
        yield table, "no_delete", f"BEFORE DELETE ON {table} FOR EACH ROW {stop}"
    for table in SAME:
        yield table, "no_truncate", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {stop}"
    yield HEAD, "forward", (
        f"BEFORE UPDATE ON {HEAD} FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.number <= OLD.number) {stop}"
    )
    yield REASONS, "empty_only", (
        f"BEFORE UPDATE ON {REASONS} FOR EACH ROW WHEN (NEW.body <> '' OR NEW.look_id <> OLD.look_id) {stop}"
    )


def functions():
    """Name and body of each function of PostgreSQL; a trigger's condition there may not ask another table."""
    yield "log_only_grows", f"BEGIN RAISE EXCEPTION '{MESSAGE}'; END"
    for table in NUMBER:
        yield f"log_keeps_{table}", f"BEGIN IF {kept(table)} THEN RAISE EXCEPTION '{MESSAGE}'; END IF; RETURN OLD; END"


def guard(apps, schema_editor):
    """Put the triggers in place."""
    if schema_editor.connection.vendor == "sqlite":
        for name, body in sqlite():
            schema_editor.execute(f"CREATE TRIGGER {name} {body}")
        return
    for name, body in functions():
        schema_editor.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    for table, name, body in postgresql():
        schema_editor.execute(f"CREATE TRIGGER {table}_{name} {body}")


def unguard(apps, schema_editor):
    """Take them away again."""
    if schema_editor.connection.vendor == "sqlite":
        for name, _ in sqlite():
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for table, name, _ in postgresql():
        schema_editor.execute(f"DROP TRIGGER {table}_{name} ON {table}")
    for name, _ in functions():
        schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]

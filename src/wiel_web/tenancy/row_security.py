"""Row-level security of PostgreSQL, made in migrations: what the program forgets to leave out, the database leaves out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]

ACTING = """
CREATE FUNCTION tenancy_acting() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.organisation', true), '')::bigint $$
"""
PERSON = """
CREATE FUNCTION tenancy_person() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.person', true), '')::bigint $$
"""
# The connection counts in UTC; an agreement runs until midnight here.
TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
READABLE = f"""
CREATE FUNCTION tenancy_readable(wanted text) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  SELECT tenancy_acting() WHERE tenancy_acting() IS NOT NULL
  UNION
  SELECT o.owner_id FROM tenancy_opening o
  JOIN tenancy_organisation me ON me.id = tenancy_acting() AND me.kind IN ('gemeente', 'samenwerking')
  WHERE wanted <> 'own' AND o.subject = wanted AND o.withdrawn_at IS NULL
    AND o.since <= {TODAY} AND (o.until IS NULL OR o.until >= {TODAY})
    AND (o.circle = 'municipalities'
      OR (o.circle = 'organisation' AND o.receiver_id = me.id)
      OR (o.circle = 'partnership'
        AND (o.receiver_id = me.id OR EXISTS (
          SELECT 1 FROM tenancy_membership m WHERE m.partnership_id = o.receiver_id AND m.member_id = me.id
            AND m.since <= {TODAY} AND (m.until IS NULL OR m.until >= {TODAY})))
        AND EXISTS (
          SELECT 1 FROM tenancy_membership m WHERE m.partnership_id = o.receiver_id AND m.member_id = o.owner_id
            AND m.since <= {TODAY} AND (m.until IS NULL OR m.until >= {TODAY}))))
$$
"""


def on_postgresql(*statements: str) -> Step:
    """A step of a migration that runs on PostgreSQL only."""

    def run(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        """Run the statements."""
        if editor.connection.vendor == "postgresql":
            for statement in statements:
                editor.execute(statement)

    return run


@dataclass(frozen=True)
class Policy:
    """Which rows of a table exist for the organisation that acts: to read, and to add, change or remove. Its owner is bound by it too."""

    table: str
    reading: str
    writing: str

    def made(self) -> Iterator[str]:
        """The statements that make it."""
        yield f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {self.table} FORCE ROW LEVEL SECURITY"
        yield f"CREATE POLICY reading ON {self.table} FOR SELECT USING ({self.reading})"
        yield f"CREATE POLICY adding ON {self.table} FOR INSERT WITH CHECK ({self.writing})"
        yield f"CREATE POLICY changing ON {self.table} FOR UPDATE USING ({self.writing}) WITH CHECK ({self.writing})"
        yield f"CREATE POLICY removing ON {self.table} FOR DELETE USING ({self.writing})"

    def dropped(self) -> Iterator[str]:
        """The statements that drop it."""
        yield from (f"DROP POLICY {name} ON {self.table}" for name in ("reading", "adding", "changing", "removing"))
        yield f"ALTER TABLE {self.table} NO FORCE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY"


def owned(table: str, subject: str, also: str = "") -> Policy:
    """Rows of a table are read by whom their owner opened the subject to, and written for the owner only; `also` narrows reading."""
    narrower = f" AND ({also})" if also else ""
    return Policy(table, f"owner_id IN (SELECT tenancy_readable('{subject}')){narrower}", "owner_id = tenancy_acting()")


def protect(*rules: Policy) -> migrations.RunPython:
    """All rules in one step: each step of this kind makes Django build all models anew, which takes long."""
    made = [statement for rule in rules for statement in rule.made()]
    dropped = [statement for rule in rules for statement in rule.dropped()]
    return migrations.RunPython(on_postgresql(*made), on_postgresql(*dropped))


def append_only(table: str) -> migrations.RunPython:
    """A table of which the database itself refuses to change or remove a row."""

    def protect_rows(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        """Make the triggers of the database at hand."""
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
            )
            editor.execute(f"CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stays()")
            return
        for event in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )

    def unprotect_rows(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        """Remove them."""
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER stays ON {table}")
            editor.execute(f"DROP FUNCTION {table}_stays()")
            return
        for event in ("update", "delete"):
            editor.execute(f"DROP TRIGGER {table}_{event}")

    return migrations.RunPython(protect_rows, unprotect_rows)

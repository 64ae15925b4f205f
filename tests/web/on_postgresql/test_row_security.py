"""The database itself keeps organisations apart: what the program would forget to leave out, is not there."""

from functools import cache

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from wiel_web.tenancy.models import AuditEntry, Organisation
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

# Which organisations there are and who takes part in what is public.
PUBLIC = {"tenancy_organisation", "tenancy_membership"}
# No row of these is of an organisation in particular, though it is about one person.
FULL = (
    "landscapes_applications",
    "landscapes_contracts",
    "landscapes_delivery",
    "runs_run",
    "runs_outcome",
    "accounts_appointment",
)


def _links(model) -> set[str]:
    return {field.remote_field.model._meta.db_table for field in model._meta.fields if field.is_relation and field.remote_field}


@cache
def _owned() -> tuple[str, ...]:
    """Tables with rows of organisations: they name one, or a row of such a table."""
    links = {model._meta.db_table: _links(model) for model in apps.get_models(include_auto_created=True)}
    found = {AuditEntry._meta.db_table} | {table for table, to in links.items() if Organisation._meta.db_table in to}
    found -= PUBLIC
    while more := {table for table, to in links.items() if to & found} - found:
        found |= more
    return tuple(sorted(found))


def _ask(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_the_role_of_the_application_is_bound_by_every_policy(db):
    """It is no superuser, does not bypass policies, and owns no table."""
    facts = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"

    assert _ask(facts) == [(False, False, False)]
    assert _ask("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == [(0,)]


def test_every_table_with_rows_of_organisations_has_a_policy(db):
    """A new table without a policy, or one that does not bind its owner, fails here."""
    forced = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
    commands = "SELECT tablename FROM pg_policies GROUP BY tablename HAVING count(DISTINCT cmd) = 4"

    assert set(_owned()) - {row[0] for row in _ask(forced)} == set()
    assert set(_owned()) - {row[0] for row in _ask(commands)} == set()


@pytest.mark.parametrize("place", ["outsider", "supplier"])
def test_another_organisation_finds_nothing_of_the_victims(world, victim, place):
    """As the role of the application, with the setting of another organisation, no table has a row of the three that work together."""
    victims = {member.pk for member in world.members} | {world.partnership.pk}
    with acting_for(getattr(world, place).pk):
        for table in _owned():
            columns = [column.name for column in connection.introspection.get_table_description(connection.cursor(), table)]
            owner = next((name for name in ("owner_id", "organisation_id", "owner") if name in columns), None)
            found = _ask(f"SELECT DISTINCT {owner} FROM {table}") if owner else _ask(f"SELECT 1 FROM {table}")

            assert victims & {row[0] for row in found} == set(), table
            assert owner or not found, table


def test_without_an_organisation_there_is_nothing(world, victim):
    """Whoever forgets to say for whom work is done finds every table empty."""
    assert {table: n for table in _owned() if (n := _ask(f"SELECT count(*) FROM {table}")[0][0])} == {}


def test_the_victim_itself_finds_its_rows(world, victim):
    """The same questions find rows for whom they are: the tables are not merely empty."""
    with acting_for(world.members[0].pk):
        assert [table for table in FULL if not _ask(f"SELECT 1 FROM {table} LIMIT 1")] == []


def test_nobody_writes_rows_for_another(world):
    """A row for another organisation is refused by the database, not only by the program."""
    statement = "INSERT INTO landscapes_savedview (owner_id, \"table\", name, query) VALUES (%s, 'applications', 'x', '')"
    with acting_for(world.outsider.pk), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(statement, [world.members[0].pk])


def test_a_person_finds_the_own_appointments_before_an_organisation_is_chosen(world):
    """Switching needs the list of organisations of the person, of nobody else."""
    actor = world.actor(Role.CONTROLLER, world.members[0])
    with acting_for(None, actor.user):
        assert _ask("SELECT DISTINCT user_id FROM accounts_appointment") == [(actor.user,)]


def test_no_entry_of_the_log_is_changed(world, victim):
    """The role of the application may not even try."""
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        _ask("UPDATE tenancy_auditentry SET action = '' RETURNING id")

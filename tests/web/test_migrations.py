"""The committed migrations make exactly the tables of the models, which follow the tables of the library."""

import io

from django.core.management import call_command


def test_the_migrations_make_the_tables_of_today(db):
    """A table or column of the library without a committed migration fails here."""
    told = io.StringIO()
    call_command("makemigrations", "--dry-run", no_color=True, stdout=told)

    assert told.getvalue() == "No changes detected\n"

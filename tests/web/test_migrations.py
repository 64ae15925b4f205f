"""The committed migrations make exactly the tables of the models, which follow the tables of the library."""

from django.core.management import call_command


def test_the_migrations_make_the_tables_of_today(db):
    """A table or column of the library without a committed migration fails here."""
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)

"""The table in which processes share counts, such as those of failed sign-ins."""

from typing import ClassVar

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_table(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table of the database cache."""
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


def drop_table(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    editor.execute("DROP TABLE frame_cache")


class Migration(migrations.Migration):
    """The cache table."""

    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar = [migrations.RunPython(make_table, drop_table)]

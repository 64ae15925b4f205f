"""The log only grows; PostgreSQL knows by itself whose rows may be read."""

from typing import ClassVar

from django.db import migrations

from wiel_web.tenancy.row_security import ACTING, READABLE, append_only, on_postgresql


class Migration(migrations.Migration):
    """Triggers and functions."""

    dependencies: ClassVar = [("tenancy", "0001_initial")]
    operations: ClassVar = [
        append_only("tenancy_auditentry"),
        migrations.RunPython(
            on_postgresql(ACTING, READABLE),
            on_postgresql("DROP FUNCTION tenancy_readable(text)", "DROP FUNCTION tenancy_acting()"),
        ),
    ]

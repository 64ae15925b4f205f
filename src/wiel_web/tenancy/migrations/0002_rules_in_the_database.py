"""The log only grows; PostgreSQL knows by itself whose rows may be read."""

from typing import ClassVar

from django.db import migrations

from wiel_web.tenancy.row_security import ACTING, PERSON, READABLE, Policy, append_only, on_postgresql, protect

OPENED = """
owner_id = tenancy_acting() OR receiver_id = tenancy_acting() OR tenancy_acting() IS NOT NULL AND circle = 'municipalities'
OR circle = 'partnership' AND receiver_id IN (SELECT partnership_id FROM tenancy_membership WHERE member_id = tenancy_acting())
"""
# An entry of somebody without organisation is read by that person; one of nobody holds nothing of anybody.
LOGGED = """
organisation = tenancy_acting() OR owner = tenancy_acting() OR "user" = tenancy_person()
OR organisation IS NULL AND owner IS NULL AND "user" IS NULL
"""


class Migration(migrations.Migration):
    """Triggers and functions."""

    dependencies: ClassVar = [("tenancy", "0001_initial")]
    operations: ClassVar = [
        append_only("tenancy_auditentry"),
        migrations.RunPython(
            on_postgresql(ACTING, PERSON, READABLE),
            on_postgresql(*(f"DROP FUNCTION tenancy_{name}" for name in ("readable(text)", "person()", "acting()"))),
        ),
        protect(
            Policy("tenancy_opening", OPENED, "owner_id = tenancy_acting()"),
            Policy("tenancy_auditentry", LOGGED, "organisation IS NULL OR organisation = tenancy_acting()"),
        ),
    ]

"""Access keys are kept apart by PostgreSQL too; whoever shows a key finds that one, before it is known whose it is."""

from typing import ClassVar

from django.db import migrations

from wiel_web.tenancy.row_security import Policy, on_postgresql, protect

SHOWN = """
CREATE FUNCTION accounts_shown_key() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.access_key', true), '') $$
"""
MINE = "owner_id = tenancy_acting()"


class Migration(migrations.Migration):
    """The function and the policy."""

    dependencies: ClassVar = [("accounts", "0004_access_keys"), ("tenancy", "0002_rules_in_the_database")]
    operations: ClassVar = [
        migrations.RunPython(on_postgresql(SHOWN), on_postgresql("DROP FUNCTION accounts_shown_key()")),
        protect(Policy("accounts_accesskey", f"{MINE} OR fingerprint = accounts_shown_key()", MINE)),
    ]

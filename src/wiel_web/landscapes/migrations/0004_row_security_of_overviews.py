"""Counts and words are kept apart like the rows that they are about; words are compared byte by byte, whatever the language of the server."""

from typing import ClassVar

from django.db import migrations

from wiel_web.tenancy.row_security import on_postgresql, owned, protect

CONTRACTS = "about NOT IN ('contracts', 'contract_applications', 'costs') OR owner_id IN (SELECT tenancy_readable('contracts'))"
BYTES = 'ALTER TABLE landscapes_word ALTER COLUMN word TYPE varchar(60) COLLATE "C"'
DEFAULT = 'ALTER TABLE landscapes_word ALTER COLUMN word TYPE varchar(60) COLLATE "default"'


class Migration(migrations.Migration):
    """One policy per table."""

    dependencies: ClassVar = [("landscapes", "0003_overviews_and_search"), ("tenancy", "0002_rules_in_the_database")]
    operations: ClassVar = [
        migrations.RunPython(on_postgresql(BYTES), on_postgresql(DEFAULT)),
        protect(*(owned(f"landscapes_{table}", "landscape", CONTRACTS) for table in ("tally", "word"))),
    ]

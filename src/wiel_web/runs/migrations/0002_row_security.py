"""Runs are kept apart by PostgreSQL too, and hide when one of their sources is withdrawn."""

from typing import ClassVar

from django.db import migrations

from wiel_web.tenancy.row_security import Policy, owned, protect

READABLE_SOURCES = (
    "NOT EXISTS (SELECT 1 FROM runs_runsource s WHERE s.run_id = runs_run.id"
    " AND s.organisation_id NOT IN (SELECT tenancy_readable(s.about)))"
)
READABLE_RUN = "run_id IN (SELECT id FROM runs_run)"
READABLE_INPUT = "from_run_id IN (SELECT id FROM runs_run)"
OWN_INPUT = "from_run_id IN (SELECT id FROM runs_run WHERE owner_id = tenancy_acting())"


class Migration(migrations.Migration):
    """One policy per table; parts follow their run."""

    dependencies: ClassVar = [("runs", "0001_initial"), ("tenancy", "0002_rules_in_the_database")]
    operations: ClassVar = [
        protect(
            owned("runs_run", "results", READABLE_SOURCES),
            owned("runs_runsource", "results"),
            *(owned(f"runs_{table}", "results", READABLE_RUN) for table in ("outcome", "outcometable", "runfile")),
            Policy("runs_run_inputs", READABLE_INPUT, OWN_INPUT),
        ),
    ]

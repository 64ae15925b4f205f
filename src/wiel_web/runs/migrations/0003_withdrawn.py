"""A run tells in steps how far it is, and that a source was withdrawn; its parts still hide then."""

from typing import ClassVar

from django.db import migrations, models

from wiel_web.tenancy.row_security import Policy, on_postgresql, owned

SOURCES_OPEN = (
    "NOT EXISTS (SELECT 1 FROM runs_runsource s WHERE s.run_id = {run}"
    " AND s.organisation_id NOT IN (SELECT tenancy_readable(s.about)))"
)
WITHOUT_CONTENT = "(owner_id = tenancy_acting() AND state IN ('queued', 'running', 'stopped', 'interrupted', 'withdrawn'))"
PARTS = ("outcome", "outcometable", "runfile")


def _replaced(policy: Policy) -> list[str]:
    return [*policy.dropped(), *policy.made()]


RUN = owned("runs_run", "results", f"{SOURCES_OPEN.format(run='runs_run.id')} OR {WITHOUT_CONTENT}")
OF_PARTS = [
    owned(f"runs_{name}", "results", f"run_id IN (SELECT id FROM runs_run) AND {SOURCES_OPEN.format(run=f'runs_{name}.run_id')}")
    for name in PARTS
]
WAS_RUN = owned("runs_run", "results", SOURCES_OPEN.format(run="runs_run.id"))
WERE_PARTS = [owned(f"runs_{name}", "results", "run_id IN (SELECT id FROM runs_run)") for name in PARTS]
STATES = [(name, name.capitalize()) for name in ("queued", "running", "done", "stopped", "failed", "interrupted", "withdrawn")]


class Migration(migrations.Migration):
    """Steps, the new state, and the policies."""

    dependencies: ClassVar = [("runs", "0002_row_security")]
    operations: ClassVar = [
        migrations.AddField("run", "steps_done", models.PositiveIntegerField(default=0)),
        migrations.AddField("run", "steps", models.PositiveIntegerField(default=0)),
        migrations.AlterField("run", "state", models.CharField(choices=STATES, default="queued", max_length=12)),
        migrations.RunPython(
            on_postgresql(*(line for policy in (RUN, *OF_PARTS) for line in _replaced(policy))),
            on_postgresql(*(line for policy in (WAS_RUN, *WERE_PARTS) for line in _replaced(policy))),
        ),
    ]

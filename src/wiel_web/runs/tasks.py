"""Runs in the background."""

from django_tasks import task

from wiel_web.runs.executing import execute


@task()
def execute_run(key: int, owner: int) -> None:
    """Do the work of one run."""
    execute(key, owner)

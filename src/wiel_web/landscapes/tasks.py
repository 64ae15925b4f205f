"""Work on deliveries that is done in the background."""

from django_tasks import task

from wiel_web.landscapes.examining import examine


@task()
def examine_delivery(key: int, owner: int) -> None:
    """Read the files of a delivery and find out what they would change."""
    examine(key, owner)

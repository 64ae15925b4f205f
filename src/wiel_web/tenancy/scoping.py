"""Rows that belong to an organisation. There is no way to query them without saying for whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.db import connection, models

from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.readable import readable_owners

Row = TypeVar("Row", bound=models.Model)
_acting: ContextVar[tuple[int | None, int | None]] = ContextVar("acting", default=(None, None))


class Subject(StrEnum):
    """What an organisation may open to others, each apart; rows of the subject ``own`` never leave their owner."""

    OWN = "own"
    LANDSCAPE = "landscape"
    CONTRACTS = "contracts"
    RESULTS = "results"


class Unscoped(TypeError):
    """Rows of organisations were asked for without saying for whom: a mistake in the program."""


class ScopedManager(models.Manager[Row], Generic[Row]):
    """Gives rows for an actor or an owner only."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """Refused: ask `visible_to` or `of`."""
        raise Unscoped(f"say for whom: {self.model.__name__}.objects.visible_to(actor) or .of(organisation)")

    def visible_to(self, actor: Actor) -> models.QuerySet[Row]:
        """The rows that the actor may read now: those of the own organisation and those that others opened to it."""
        model: Any = self.model
        if model.reading not in actor.actions:
            return models.QuerySet(self.model, using=self._db).none()
        rows: models.QuerySet[Row] = models.QuerySet(self.model, using=self._db).filter(
            owner_id__in=readable_owners(actor, model.subject)
        )
        narrowed: models.QuerySet[Row] = model.narrowed(rows, actor)
        return narrowed

    def of(self, organisation: int | None) -> models.QuerySet[Row]:
        """The rows of one organisation itself; of nobody where it is None."""
        return models.QuerySet(self.model, using=self._db).filter(owner_id=organisation)


class Scoped(models.Model):
    """A row that belongs to an organisation (`owner`).

    A model says of which `subject` its rows are and which action reading them takes (`reading`). `everything` is for Django itself and for
    work that is not done for a person, such as the scheduler; a test lists the places that use it.
    """

    subject: ClassVar[Subject] = Subject.OWN
    reading: ClassVar[str]

    owner = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")

    everything: ClassVar[models.Manager[Self]] = models.Manager()
    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        """No table of its own."""

        abstract = True
        base_manager_name = "everything"
        default_manager_name = "everything"

    @classmethod
    def narrowed(cls, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        """A further condition on what an actor may read, for models that have one."""
        return rows


@contextmanager
def acting_for(organisation: int | None, person: int | None = None) -> Iterator[None]:
    """Do database work for one organisation: on PostgreSQL the rows of others do not exist meanwhile, save for what they opened.

    `person` is who asks for it; without one it stays who it was.
    """
    token = _acting.set((organisation, _acting.get()[1] if person is None else person))
    try:
        _tell_database()
        yield
    finally:
        _acting.reset(token)
        _tell_database()


def _tell_database() -> None:
    if connection.vendor == "postgresql" and not connection.needs_rollback:
        organisation, person = (str(key or "") for key in _acting.get())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('app.organisation', %s, false), set_config('app.person', %s, false)", [organisation, person]
            )

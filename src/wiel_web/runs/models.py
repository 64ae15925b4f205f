"""A run, whose rows went into it, and what came out."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wiel.quantities import Confidentiality
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.readable import readable_owners
from wiel_web.tenancy.roles import Action, Kind
from wiel_web.tenancy.scoping import Scoped, Subject

CLASSES = [(level.value, level.dutch) for level in Confidentiality]


class RunState(models.TextChoices):
    """Where a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    WITHDRAWN = "withdrawn"


OPEN_STATES = (RunState.QUEUED, RunState.RUNNING)
# A run in one of these holds nothing of its sources: whoever asked may see how it goes, also when a source was withdrawn.
WITHOUT_CONTENT = (*OPEN_STATES, RunState.STOPPED, RunState.INTERRUPTED, RunState.WITHDRAWN)


class _Result(Scoped):
    """Rows of results: others read them when their owner opened results to them."""

    subject = Subject.RESULTS
    reading = Action.READ_RUNS

    class Meta(Scoped.Meta):
        """No table of its own."""

        abstract = True


class Run(_Result):
    """One calculation: an instrument or a study, on a package, with options. Who may read it depends on every source too."""

    instrument = models.CharField(max_length=60)
    is_study = models.BooleanField(default=False)
    package = models.ForeignKey("landscapes.Package", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    partnership = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    options = models.JSONField(default=dict)
    parameters = models.TextField(blank=True, help_text="One subject.name=value a line.")
    inputs = models.ManyToManyField("self", symmetrical=False, blank=True)
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.QUEUED)
    progress = models.FloatField(default=0.0)
    steps_done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    refusal = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        """Newest first."""

        ordering: ClassVar = ["-made_at", "-pk"]

    @property
    def is_open(self) -> bool:
        """Whether it still has to end."""
        return self.state in OPEN_STATES

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        """Only runs of which the organisation may still read every source, and own ones without content."""
        return rows.filter(cls.sources_open(actor) | Q(owner_id=actor.organisation, state__in=WITHOUT_CONTENT))

    @classmethod
    def sources_open(cls, actor: Actor) -> Q:
        """Runs of which the organisation may still read every source."""
        condition = Q()
        for subject in (Subject.LANDSCAPE, Subject.CONTRACTS):
            closed = RunSource.everything.filter(run=OuterRef("pk"), about=subject).exclude(
                organisation_id__in=readable_owners(actor, subject)
            )
            condition &= ~Q(Exists(closed))
        return condition

    def is_withdrawn(self) -> bool:
        """Whether a source of the run may no longer be read by its owner."""
        owner = Actor(organisation=self.owner_id, kind=Kind(self.owner.kind))
        return not Run.objects.of(self.owner_id).filter(Run.sources_open(owner), pk=self.pk).exists()


class RunSource(_Result):
    """An organisation whose rows of a subject went into a run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="sources")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20)

    class Meta(Scoped.Meta):
        """Each once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "organisation", "about"], name="source_once")]


class _Part(_Result):
    """A part of the outcome of a run: who may not read the run, may not read its parts."""

    instrument = models.CharField(max_length=60)

    class Meta(Scoped.Meta):
        """No table of its own."""

        abstract = True

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        """Only parts of runs that the actor may read."""
        return rows.filter(run__in=Run.objects.visible_to(actor).filter(Run.sources_open(actor)))


class Outcome(_Part):
    """Summary, findings and trace of one instrument in a run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="outcomes")
    facts = models.JSONField(default=dict)
    fact_classes = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    trace = models.JSONField(default=dict)

    class Meta(_Part.Meta):
        """One per instrument."""

        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "instrument"], name="outcome_once")]


class OutcomeTable(_Part):
    """One table of a result: its columns with their meaning and class, its rows as Parquet."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="tables")
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=CLASSES)
    columns = models.JSONField(default=dict)
    content = models.BinaryField()

    class Meta(_Part.Meta):
        """Each name once per instrument."""

        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "instrument", "name"], name="table_once")]


class RunFile(_Part):
    """A file of a dossier, with its class."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(choices=CLASSES)
    content = models.BinaryField()

    @property
    def word(self) -> str:
        """The word of its class."""
        return Confidentiality(self.level).dutch

    class Meta(_Part.Meta):
        """Each name once."""

        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "name"], name="file_once")]
        ordering: ClassVar = ["level", "name"]

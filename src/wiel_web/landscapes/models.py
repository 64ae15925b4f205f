"""Deliveries, packages, and one model per table of a landscape."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from wiel_web.landscapes.factory import CONTRACT_TABLES, Row, all_models
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.readable import readable_owners
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.scoping import Scoped, Subject

MODELS: dict[str, type[Row]] = all_models()


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    READING = "reading"
    READY = "ready"
    REFUSED = "refused"
    TAKEN = "taken"
    UNDONE = "undone"
    DROPPED = "dropped"


class Delivery(Scoped):
    """Files that somebody brought, what they would change, and what became of it. Nothing changes until it is taken."""

    reading = Action.READ_LANDSCAPE

    label = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.READING)
    as_of = models.DateField(null=True)
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    remove_missing = models.BooleanField(default=False)
    accept_unknown = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    differences = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    refusal = models.JSONField(default=dict)
    before = models.CharField(max_length=64, blank=True)

    class Meta(Scoped.Meta):
        """Newest first."""

        ordering: ClassVar = ["-made_at", "-pk"]


class DeliveryFile(Scoped):
    """One file of a delivery, as it came."""

    reading = Action.WRITE_LANDSCAPE

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta(Scoped.Meta):
        """One table."""


class Package(Scoped):
    """The landscape of an organisation or partnership at a moment: whole, fixed, known by its digest."""

    subject = Subject.RESULTS
    reading = Action.READ_RUNS

    digest = models.CharField(max_length=64)
    partnership = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    moment = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    sources = models.JSONField(default=list)
    contract_sources = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    content = models.BinaryField()

    class Meta(Scoped.Meta):
        """The same content is kept once per owner."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "digest"], name="package_once")]


class SavedView(Scoped):
    """Filters, order and columns of a table under a name, for the colleagues too."""

    reading = Action.READ_LANDSCAPE

    table = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    query = models.TextField()
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Scoped.Meta):
        """A name is used once per table."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "table", "name"], name="view_named_once")]


class _About(Scoped):
    """What is kept beside the current rows of a table, so that pages are quick; who may not read the rows, may not read this."""

    subject = Subject.LANDSCAPE
    reading = Action.READ_LANDSCAPE

    about = models.CharField(max_length=40, help_text="The table.")

    class Meta(Scoped.Meta):
        """No table of its own."""

        abstract = True

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        """Of tables about contracts only what was opened as contracts."""
        opened = readable_owners(actor, Subject.CONTRACTS) if Action.READ_CONTRACTS in actor.actions else frozenset()
        if opened >= readable_owners(actor, Subject.LANDSCAPE):
            return rows
        return rows.filter(~Q(about__in=sorted(CONTRACT_TABLES)) | Q(owner_id__in=opened))


class Tally(_About):
    """How many current rows an organisation has in a table, and of how many of their cells the value is unknown.

    Only columns that whoever may read the table may see are counted. `latest` is the last day of a confirmation, for the table of those.
    """

    rows = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    latest = models.DateField(null=True)

    class Meta(_About.Meta):
        """One per organisation and table."""

        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "about"], name="tally_once")]


class Word(_About):
    """A word by which a current row is found, folded: without capitals and accents.

    Words are looked up as a range (from the word up to the last text that begins with it): under the policies PostgreSQL uses an index for
    comparing, never for LIKE or full-text search, because those could tell of rows that one may not read.
    """

    word = models.CharField(max_length=60)
    number = models.BigIntegerField(help_text="The version of the row.")

    class Meta(_About.Meta):
        """The indexes hold whose word it is too: then the database need not look at the rows to apply the policies."""

        abstract = False
        indexes: ClassVar = [
            models.Index(fields=["about", "word", "number", "owner"], name="word_of_table"),
            models.Index(fields=["owner", "about", "word", "number"], name="word_of_owner"),
        ]

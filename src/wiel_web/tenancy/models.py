"""Organisations, who takes part in which partnership, what is opened to whom, and the log of what was done."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from wiel.landscape import TABLES
from wiel_web.tenancy.roles import Kind
from wiel_web.tenancy.scoping import Subject

LEGAL_FORMS = TABLES["memberships"].columns["legal_form"].choices
LONG = 200


class State(models.TextChoices):
    """Whether an organisation is known to be what it says."""

    DRAFT = "draft"
    APPROVED = "approved"
    MERGED = "merged"


class Circle(models.TextChoices):
    """To whom something is opened; what is opened to nobody stays in the own organisation."""

    ORGANISATION = "organisation"
    PARTNERSHIP = "partnership"
    MUNICIPALITIES = "municipalities"


class Organisation(models.Model):
    """A municipality, partnership, supplier or chain partner. A partnership is an organisation that has members."""

    name = models.CharField(max_length=LONG, unique=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    identifier = models.CharField(max_length=LONG, unique=True, help_text="Its key in landscapes.")
    cbs_code = models.CharField(max_length=4, blank=True)
    kvk_number = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    merged_into = models.ForeignKey("tenancy.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In order of name."""

        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An organisation takes part in a partnership, in a legal form, from a day until a day."""

    partnership = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="members")
    member = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="memberships")
    legal_form = models.CharField(max_length=60, blank=True, choices=[(form, form) for form in LEGAL_FORMS])
    role = models.CharField(max_length=LONG, blank=True)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    class Meta:
        """A membership ends after it starts, and nobody takes part in itself."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_after_start"),
            models.CheckConstraint(condition=~Q(partnership=F("member")), name="membership_of_another"),
            models.UniqueConstraint(fields=["partnership", "member", "since"], name="membership_once"),
        ]


class Opening(models.Model):
    """An organisation lets a circle read one subject, from a day until a day. Withdrawing works at once and keeps the row."""

    owner = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="openings")
    subject = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Subject if s is not Subject.OWN])
    circle = models.CharField(max_length=20, choices=Circle.choices)
    receiver = models.ForeignKey("tenancy.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=LONG, blank=True, help_text="The decision or agreement behind it.")
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A circle of one names its receiver; all municipalities need none."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="opening_ends_after_start"),
            models.CheckConstraint(
                condition=Q(circle="municipalities", receiver=None) | ~Q(circle="municipalities") & ~Q(receiver=None),
                name="opening_names_receiver",
            ),
        ]


class AuditEntry(models.Model):
    """Something that was done or looked at. Written once: the database itself refuses to change or remove it."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=LONG, blank=True)
    organisation = models.BigIntegerField(null=True, db_index=True)
    on_behalf_of = models.BigIntegerField(null=True)
    owner = models.BigIntegerField(null=True, db_index=True, help_text="Whose data it was.")
    action = models.CharField(max_length=80)
    thing = models.CharField(max_length=LONG, blank=True)
    outcome = models.CharField(max_length=20)
    address = models.CharField(max_length=60, blank=True)
    request = models.CharField(max_length=20, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-at", "-pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only new entries are written."""
        if self.pk is not None:
            raise TypeError("an entry of the log does not change")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise TypeError("an entry of the log stays")

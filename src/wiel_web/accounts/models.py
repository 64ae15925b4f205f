"""A person, the roles that the person has at organisations, invitations, and requests to join."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone

from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.roles import Action, Role
from wiel_web.tenancy.scoping import Scoped

ROLES = [(role.value, role.value) for role in Role]


class UserManager(BaseUserManager["User"]):
    """Makes people by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "User":
        """A person who can sign in; without a password only through another way."""
        user = self.model(email=self.normalize_email(email).lower(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What the person may do follows from appointments, nothing else."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email


class Appointment(models.Model):
    """A person has a role at an organisation until it ends."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="appointments")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=ROLES)
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nobody has the same role twice at once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=models.Q(ended_at=None), name="appointment_once"
            )
        ]


class Invitation(models.Model):
    """Somebody may join an organisation in a role, with a secret that works once and not for long; only its fingerprint is kept."""

    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    role = models.CharField(max_length=30, choices=ROLES)
    fingerprint = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)


class JoinRequest(models.Model):
    """Somebody asks to join an organisation; its admin accepts or refuses."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=ROLES)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    accepted = models.BooleanField(null=True)


class AccessKey(Scoped):
    """A machine may use the API for an organisation until a day, in these roles at most. Only the fingerprint of the key is kept."""

    reading = Action.MAKE_KEYS

    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=20, help_text="How the key begins, to recognise it by.")
    fingerprint = models.CharField(max_length=64, unique=True)
    roles = models.JSONField(default=list)
    until = models.DateField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    minute = models.DateTimeField(null=True, blank=True, help_text="The minute in which it was used last, and how often in it.")
    uses = models.PositiveIntegerField(default=0)

    class Meta(Scoped.Meta):
        """Newest first."""

        ordering: ClassVar = ["-made_at", "-pk"]

    @property
    def is_valid(self) -> bool:
        """Whether it is neither withdrawn nor expired."""
        return self.withdrawn_at is None and self.until >= timezone.localdate()

    @classmethod
    def narrowed(cls, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        """One's own keys; who manages keys sees those of colleagues too."""
        return rows if Action.MANAGE_KEYS in actor.actions else rows.filter(made_by_id=actor.user)

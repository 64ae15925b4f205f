"""On whose behalf somebody acts."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import PermissionDenied

from wiel.quantities import Confidentiality
from wiel_web.tenancy.roles import Action, Kind, Role, actions_of


@dataclass(frozen=True)
class Actor:
    """A person at an organisation, with the roles that the person has there. Without organisation: a visitor.

    `user` and `organisation` are keys; the names are for pages and sentences. A machine acts with an access `key`: its user is who made
    the key, its name that of the key.
    """

    user: int | None = None
    organisation: int | None = None
    kind: Kind | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    user_name: str = ""
    organisation_name: str = ""
    key: int | None = None

    @cached_property
    def actions(self) -> frozenset[Action]:
        """What the roles allow at this organisation."""
        return actions_of(self.roles, self.kind) if self.organisation is not None else frozenset()

    @property
    def own(self) -> int:
        """The key of the own organisation; refused for a visitor."""
        if self.organisation is None:
            raise PermissionDenied("no organisation")
        return self.organisation

    @property
    def ceiling(self) -> Confidentiality:
        """The highest class that the actor may see of the own organisation."""
        if Action.READ_CONTRACTS in self.actions:
            return Confidentiality.VERTROUWELIJK
        return Confidentiality.INTERN if Action.READ_LANDSCAPE in self.actions else Confidentiality.OPENBAAR


VISITOR = Actor()

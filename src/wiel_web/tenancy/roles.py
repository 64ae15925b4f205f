"""The roles that a person may have at an organisation, and what each role may do: one table."""

from enum import StrEnum


class Role(StrEnum):
    """A role at one organisation; its word is the sentence ``tenancy.role.<role>``."""

    LANDSCAPE_EDITOR = "landscape-editor"
    LANDSCAPE_READER = "landscape-reader"
    ORGANISATION_ADMIN = "organisation-admin"
    CONTROLLER = "controller"
    TOWN_CLERK = "town-clerk"
    SECURITY_OFFICER = "security-officer"
    STEWARD = "steward"
    SECURITY_STEWARD = "security-steward"
    OFFER_EDITOR = "offer-editor"


class Action(StrEnum):
    """Something that one may be allowed to do; ``read`` also reaches what others opened, everything else is for the own organisation."""

    READ_LANDSCAPE = "landscape.read"
    WRITE_LANDSCAPE = "landscape.write"
    CONFIRM_LANDSCAPE = "landscape.confirm"
    READ_CONTRACTS = "contracts.read"
    READ_RUNS = "runs.read"
    START_RUNS = "runs.start"
    READ_SHARING = "sharing.read"
    WRITE_SHARING = "sharing.write"
    READ_PEOPLE = "people.read"
    MANAGE_PEOPLE = "people.manage"
    MAKE_KEYS = "keys.make"
    MANAGE_KEYS = "keys.manage"
    READ_LOG = "log.read"
    MANAGE_ORGANISATIONS = "organisations.manage"
    WRITE_OFFER = "offer.write"


class Kind(StrEnum):
    """What an organisation is; the words are those of the table organisations of the landscape."""

    MUNICIPALITY = "gemeente"
    PARTNERSHIP = "samenwerking"
    SUPPLIER = "leverancier"
    CHAIN_PARTNER = "ketenpartner"
    OTHER = "overig"


# Only these may ever see a landscape, their own included.
LANDSCAPE_KINDS = frozenset({Kind.MUNICIPALITY, Kind.PARTNERSHIP})

_READERS = frozenset(
    {
        Role.LANDSCAPE_EDITOR,
        Role.LANDSCAPE_READER,
        Role.ORGANISATION_ADMIN,
        Role.CONTROLLER,
        Role.TOWN_CLERK,
        Role.SECURITY_OFFICER,
    }
)
ALLOWED: dict[Action, frozenset[Role]] = {
    Action.READ_LANDSCAPE: _READERS,
    Action.WRITE_LANDSCAPE: frozenset({Role.LANDSCAPE_EDITOR}),
    Action.CONFIRM_LANDSCAPE: frozenset({Role.LANDSCAPE_EDITOR, Role.SECURITY_OFFICER, Role.CONTROLLER}),
    Action.READ_CONTRACTS: frozenset({Role.LANDSCAPE_EDITOR, Role.CONTROLLER, Role.TOWN_CLERK, Role.SECURITY_OFFICER}),
    Action.READ_RUNS: _READERS,
    Action.START_RUNS: frozenset({Role.LANDSCAPE_EDITOR, Role.CONTROLLER, Role.SECURITY_OFFICER}),
    Action.READ_SHARING: _READERS,
    Action.WRITE_SHARING: frozenset({Role.ORGANISATION_ADMIN}),
    Action.READ_PEOPLE: frozenset({Role.ORGANISATION_ADMIN}),
    Action.MANAGE_PEOPLE: frozenset({Role.ORGANISATION_ADMIN}),
    Action.MAKE_KEYS: frozenset({Role.ORGANISATION_ADMIN, Role.LANDSCAPE_EDITOR, Role.CONTROLLER, Role.SECURITY_OFFICER}),
    Action.MANAGE_KEYS: frozenset({Role.ORGANISATION_ADMIN, Role.SECURITY_OFFICER}),
    Action.READ_LOG: frozenset({Role.ORGANISATION_ADMIN, Role.SECURITY_OFFICER}),
    Action.MANAGE_ORGANISATIONS: frozenset({Role.STEWARD}),
    Action.WRITE_OFFER: frozenset({Role.OFFER_EDITOR}),
}
# Actions that have to do with landscapes: an organisation of another kind never has them, whatever role somebody was given.
ABOUT_LANDSCAPES = frozenset(
    {
        Action.READ_LANDSCAPE, Action.WRITE_LANDSCAPE, Action.CONFIRM_LANDSCAPE, Action.READ_CONTRACTS, Action.READ_RUNS, Action.START_RUNS,
        Action.READ_SHARING, Action.WRITE_SHARING,
    }
)  # fmt: skip
# Who has one of these manages data and signs in with a second step.
MANAGING = frozenset(Role) - {Role.LANDSCAPE_READER, Role.TOWN_CLERK}


def actions_of(roles: frozenset[Role], kind: Kind | None) -> frozenset[Action]:
    """What these roles may do at an organisation of this kind.

    >>> Action.READ_LANDSCAPE in actions_of(frozenset({Role.LANDSCAPE_READER}), Kind.MUNICIPALITY)
    True
    >>> actions_of(frozenset({Role.LANDSCAPE_READER}), Kind.SUPPLIER)
    frozenset()
    """
    allowed = frozenset(action for action, may in ALLOWED.items() if may & roles)
    return allowed if kind in LANDSCAPE_KINDS else allowed - ABOUT_LANDSCAPES

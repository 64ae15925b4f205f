"""What each member writes down: its applications in its own words, and beside each row what it really is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wiel.samples.streek.distortions import Habits
from wiel.samples.streek.installed import Installed
from wiel.samples.streek.market import SUPPLIERS
from wiel.samples.streek.members import GUESTS, HOST, SHARED_COMPONENTS, Member
from wiel.samples.streek.spelling import ENVIRONMENTS, product_name, supplier_name

Spelled = Mapping[str, tuple[str, tuple[str, ...]]]
"""Supplier → how this list writes it, and the distortions that it underwent."""

NUMBERED = ("polderrode", "lommerhout", "grietmeer", "elsterbeek", "dorrewold", "broekerdam", "aderveen")
"""Members whose list has a number for every application; the others know them by name."""
PLACES = ("buitendienst", "gemeentehuis", "werf", "balie", "archief", "wijkteam")


@dataclass
class Told:
    """One row of a list.

    Args:
        key: by which the other files of this member refer to it: its number, or its name.
        own: what the member calls it.
        product: what it writes as product; None where it does not know.
        supplier: what it writes as supplier.
        functions: the components that it serves.
        truth: name of the product in the catalogue that the words mean; None where they mean none.
        why: why the row is there: application, environment, shared-twice or double-row.
        applied: the distortions that its words underwent.
    """

    key: str
    own: str
    product: str | None
    supplier: str | None
    functions: tuple[str, ...]
    truth: str | None
    why: str = "application"
    environment: str = "productie"
    hosted_by: str | None = None
    facts: dict[str, object] = field(default_factory=dict)
    users: int | None = None
    applied: tuple[str, ...] = ()
    installed: Installed | None = None

    @property
    def label(self) -> str:
        """What a list with one column for the name says."""
        return self.product or self.own


def told(member: Member, applications: Sequence[Installed], shared: Sequence[Installed], habits: Habits) -> list[Told]:
    """The rows of a member, in the order of its own list; `shared` are the applications of the host that it uses."""
    rows: list[Told] = []
    # A list takes suppliers from a list of its own, so each is always written in one way.
    spelled = {supplier: supplier_name(supplier, habits) for supplier in SUPPLIERS}
    for application in applications:
        row = _own(member, application, spelled, habits)
        rows += [row, *_more(row, habits)]
    if member in GUESTS:
        rows += _again(shared, spelled, habits)
    return rows if member.key in NUMBERED else _by_name(rows)


def _own(member: Member, application: Installed, spelled: Spelled, habits: Habits) -> Told:
    """An application of the member itself. The name of a product in its own words tells the product, also where it did not know."""
    meant = application.meant
    function = application.components[0] if application.components else ""
    named = meant is not None and application.name == meant.name
    text: str | None = None
    supplier: str | None = None
    applied: tuple[str, ...] = ()
    if meant is not None:
        text, applied = product_name(meant, function, _version(application.facts), habits)
        supplier, more = spelled[meant.supplier]
        applied += more
    known = application.product is not None
    return Told(
        application.key,
        text if named and text else application.name,
        text if known else None,
        supplier if known else None,
        application.components,
        meant.name if meant is not None and (known or named) else None,
        facts=dict(application.facts),
        users=application.users.get(member.key),
        applied=applied if known or named else (),
        installed=application,
    )


def _version(facts: Mapping[str, object]) -> str | None:
    return str(facts["version"]) if "version" in facts else None


def _more(row: Told, habits: Habits) -> Iterator[Told]:
    """Rows that follow from this one: a test or acceptance environment of it, or the same row once more."""
    environment, suffix = ENVIRONMENTS[int(habits.rng.integers(len(ENVIRONMENTS)))]
    if habits.happens("environment"):
        yield Told(
            f"{row.key}{environment[0].upper()}",
            row.own + suffix,
            row.product and row.product + suffix,
            row.supplier,
            row.functions,
            row.truth,
            "environment",
            environment,
            facts={name: row.facts[name] for name in ("version", "hosting") if name in row.facts},
            applied=(*row.applied, "environment"),
        )
    if habits.happens("double-row"):
        yield Told(**(vars(row) | {"why": "double-row", "applied": (*row.applied, "double-row"), "installed": None}))


def _again(shared: Sequence[Installed], spelled: Spelled, habits: Habits) -> Iterator[Told]:
    """Applications of the host that a guest lists as well."""
    for application in shared:
        product = application.meant
        if product is None or not habits.happens("shared-twice"):
            continue
        text, applied = product_name(product, application.components[0], None, habits)
        supplier, more = spelled[product.supplier]
        yield Told(
            f"G-{application.key}", text, text, supplier, application.components, product.name, "shared-twice",
            hosted_by=HOST.name, facts={"hosting": "bij een ander", "status": "in gebruik"},
            applied=(*applied, *more, "shared-twice"),
        )  # fmt: skip


def _by_name(rows: list[Told]) -> list[Told]:
    """Without numbers a name must be the only one of its kind: people add where it is used."""
    taken: set[str] = set()
    for row in rows:
        label = row.label
        places = iter(PLACES)
        while row.label.casefold() in taken:
            place = next(places)
            row.own = f"{row.own.removesuffix(' ' + place)} {place}" if row.product is None else row.own
            row.product = None if row.product is None else f"{label} {place}"
        taken.add(row.label.casefold())
        row.key = row.label
    return rows


def shared_applications(host: Sequence[Installed]) -> list[Installed]:
    """The applications of the host that its guests use."""
    return [application for application in host if set(application.components) & set(SHARED_COMPONENTS)]

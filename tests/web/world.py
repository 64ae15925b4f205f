"""A small world: three municipalities of buurtschap that work together and share, one outside, and a supplier."""

from dataclasses import dataclass
from datetime import date

from wiel.samples import buurtschap
from wiel_web.accounts.models import Appointment, User
from wiel_web.accounts.service import actor_for, make_user
from wiel_web.landscapes.service import seed
from wiel_web.landscapes.shares import shares
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Circle, Opening, Organisation, State
from wiel_web.tenancy.roles import Kind, Role
from wiel_web.tenancy.scoping import Subject, acting_for
from wiel_web.tenancy.service import change_members, make_organisation

# Words that stand only in rows of the three that work together: whoever is outside may never see them.
SECRETS = ("Loketrix", "Gevelbaken", "Heffingwijs", "app:aakerk", "app:bovenbeek", "Onderhoud", "@aa.example")
SHORT = {"Aakerk": "aa", "Bovenbeek": "bo", "Coldenhove": "co", "Buurtschap": "bu", "Dalem": "da", "Halm Software": "halm"}


@dataclass(frozen=True)
class World:
    """Who there are."""

    partnership: Organisation
    members: tuple[Organisation, ...]
    outsider: Organisation
    supplier: Organisation

    def actor(self, role: Role, organisation: Organisation) -> Actor:
        """The actor in this role at this organisation."""
        with acting_for(organisation.pk):
            return actor_for(User.objects.get(email=address(role, organisation)), organisation.pk)


def address(role: Role, organisation: Organisation) -> str:
    """Where somebody in a role at an organisation is reached."""
    return f"{role}@{SHORT[organisation.name]}.example"


def make_world() -> World:
    """Fill the database."""
    content = buurtschap()
    names = dict(content["organisations"].select("id", "name").iter_rows())
    keys = tuple(key for key, kind in content["organisations"].select("id", "kind").iter_rows() if kind == "gemeente")
    partnership = make_organisation("Buurtschap", Kind.PARTNERSHIP, state=State.APPROVED)
    members = tuple(make_organisation(names[key], Kind.MUNICIPALITY, key, State.APPROVED) for key in keys)
    outsider = make_organisation("Dalem", Kind.MUNICIPALITY, state=State.APPROVED)
    supplier = make_organisation("Halm Software", Kind.SUPPLIER, "org:gedeeld:halm", State.APPROVED)
    for member in members:
        change_members(partnership, member, "centrumgemeente", since=content.as_of)
    for owner in (partnership, *members):
        _open(owner, members[0] if owner is partnership else partnership, content.as_of)
    parts = shares(content, keys, partnership.identifier)
    for owner in (partnership, *members):
        seed(owner, parts[owner.identifier], f"{owner.name}.xlsx")
    for organisation in (partnership, *members, outsider, supplier):
        with acting_for(organisation.pk):
            for role in Role:
                Appointment.objects.create(user=make_user(address(role, organisation)), organisation=organisation, role=role)
    return World(partnership, members, outsider, supplier)


def _open(owner: Organisation, receiver: Organisation, since: date) -> None:
    circle = Circle.PARTNERSHIP if receiver.kind == Kind.PARTNERSHIP else Circle.ORGANISATION
    with acting_for(owner.pk):
        for subject in (Subject.LANDSCAPE, Subject.CONTRACTS, Subject.RESULTS):
            Opening.objects.create(owner=owner, subject=subject, circle=circle, receiver=receiver, since=since)

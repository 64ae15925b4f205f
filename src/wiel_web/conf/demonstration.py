"""Fills an empty database with the sample region: ten municipalities that work together, and somebody in every role."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from wiel.intake import Intake, read_region
from wiel.samples import write_streek
from wiel_web.accounts.models import Appointment, User
from wiel_web.accounts.service import make_user
from wiel_web.landscapes.service import seed
from wiel_web.landscapes.shares import shares
from wiel_web.tenancy.models import Circle, Opening, Organisation, State
from wiel_web.tenancy.roles import Kind, Role
from wiel_web.tenancy.scoping import Subject, acting_for
from wiel_web.tenancy.service import change_members, make_organisation

HOME = "Grietmeer"
DOMAIN = "voorbeeld.example"


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody who can sign in to the demonstration."""

    email: str
    role: Role
    organisation: str


def load(password: str) -> list[Login]:
    """Fill the database if it is empty, give everybody this password, and tell who there are."""
    if not Organisation.objects.exists():
        with tempfile.TemporaryDirectory(prefix="wiel-") as folder:
            intake = read_region(write_streek(Path(folder)))
        fill(intake)
    for user in User.objects.filter(email__endswith=f"@{DOMAIN}"):
        user.set_password(password)
        user.save(update_fields=["password"])
    rows = Appointment.objects.filter(user__email__endswith=f"@{DOMAIN}").select_related("user", "organisation").order_by("pk")
    return [Login(row.user.email, Role(row.role), row.organisation.name) for row in rows]


@transaction.atomic
def fill(intake: Intake) -> Organisation:
    """Organisations, openings, people and landscapes of a region."""
    names = dict(intake.landscape["organisations"].select("id", "name").iter_rows())
    partnership = make_organisation(intake.region.name, Kind.PARTNERSHIP, f"org:gedeeld:{intake.region.name}", State.APPROVED)
    members = [make_organisation(names[key], Kind.MUNICIPALITY, key, State.APPROVED) for key in intake.region.members]
    for member in members:
        change_members(partnership, member, "regeling zonder meer", since=intake.region.as_of)
        with acting_for(member.pk):
            for subject in (Subject.LANDSCAPE, Subject.CONTRACTS, Subject.RESULTS):
                Opening.objects.create(
                    owner=member, subject=subject, circle=Circle.PARTNERSHIP, receiver=partnership, since=intake.region.as_of
                )
    with acting_for(partnership.pk):
        for subject in (Subject.LANDSCAPE, Subject.RESULTS):
            Opening.objects.create(owner=partnership, subject=subject, circle=Circle.MUNICIPALITIES, since=intake.region.as_of)
    parts = shares(intake.landscape, intake.region.members, partnership.identifier)
    for owner in (partnership, *members):
        seed(owner, parts[owner.identifier], f"{owner.name}.xlsx", intake.findings if owner is partnership else ())
    people(partnership, members)
    return partnership


def people(partnership: Organisation, members: list[Organisation]) -> None:
    """One person per role; the information manager also works for the partnership and for a second municipality."""
    home = next((member for member in members if member.name == HOME), members[0])
    supplier = make_organisation("Halm Software", Kind.SUPPLIER, "org:gedeeld:Halm Software", State.APPROVED)
    central = make_organisation("Beheer van de catalogus", Kind.OTHER, "org:gedeeld:Beheer van de catalogus", State.APPROVED)
    places = {Role.OFFER_EDITOR: supplier, Role.STEWARD: central, Role.SECURITY_STEWARD: central}
    for role in Role:
        user = make_user(f"{role}@{DOMAIN}", role.replace("-", " ").capitalize())
        place = places.get(role, home)
        extra = [partnership, next(member for member in members if member is not home)] if role is Role.LANDSCAPE_EDITOR else []
        for organisation in (place, *extra):
            with acting_for(organisation.pk):
                Appointment.objects.create(user=user, organisation=organisation, role=role)

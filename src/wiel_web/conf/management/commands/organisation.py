"""`django organisation`: the first organisation and its administrator, on a server where nobody can sign in yet."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from wiel_web.accounts.models import Appointment, User
from wiel_web.accounts.service import make_user
from wiel_web.tenancy.models import Organisation, State
from wiel_web.tenancy.roles import Kind, Role
from wiel_web.tenancy.scoping import acting_for
from wiel_web.tenancy.service import make_organisation


class Command(BaseCommand):
    """Makes the organisation if it is not there, and lets somebody administer it; prints a password for a new person."""

    help = "Make an organisation and let somebody administer it."

    def add_arguments(self, parser: Any) -> None:
        """Name, kind, person and roles."""
        parser.add_argument("name", help="Name of the organisation.")
        parser.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.MUNICIPALITY.value)
        parser.add_argument("--admin", required=True, help="E-mail address of the administrator.")
        parser.add_argument("--role", action="append", choices=[role.value for role in Role], default=None)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make and print."""
        found = Organisation.objects.filter(name=options["name"]).first()
        place = found or make_organisation(options["name"], Kind(options["kind"]), state=State.APPROVED)
        email, password = options["admin"].strip().lower(), ""
        person = User.objects.filter(email=email).first()
        if person is None:
            password = secrets.token_urlsafe(12)
            person = make_user(email, password=password)
        with acting_for(place.pk):
            for role in options["role"] or [Role.ORGANISATION_ADMIN.value]:
                Appointment.objects.get_or_create(user=person, organisation=place, role=role, ended_at=None)
        self.stdout.write(f"{place.name}: {email}" + (f", {password}" if password else ""))

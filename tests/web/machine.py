"""Machines that use the API with an access key."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.web.world import address
from wiel_web.accounts.models import AccessKey, User
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for


def key_of(role: Role, organisation: Organisation, **facts: Any) -> str:
    """The text of a key in a role, made by who has that role; `facts` make it expired or withdrawn."""
    text = f"wiel_{token_hex(16)}"
    told = {"until": timezone.localdate() + timedelta(days=1), "roles": [role.value], "name": str(role)} | facts
    with acting_for(organisation.pk):
        AccessKey.objects.of(organisation.pk).create(
            owner=organisation, prefix=text[:13], fingerprint=sha256(text.encode()).hexdigest(),
            made_by=User.objects.get(email=address(role, organisation)), **told,
        )  # fmt: skip
    return text


def machine(text: str) -> Client:
    """A client that sends a key with every request, and no cookie."""
    return Client(headers={"Authorization": f"Bearer {text}"}, enforce_csrf_checks=True, raise_request_exception=False)

"""No request that fits the description, or does not, breaks the API or gets an answer that is not described."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from schemathesis.generation import GenerationMode

from tests.web.fuzzing import attack, operations, schema
from tests.web.machine import key_of
from wiel_web.conf.api import document
from wiel_web.tenancy.roles import Role

OPERATIONS = sorted(one["operationId"] for methods in document()["paths"].values() for one in methods.values())
EXAMPLES = 5


@contextmanager
def undone(case):
    """Nothing of a request stays, so that each one finds the same."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def told():
    """The operations with the application behind them."""
    return operations(schema())


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("name", OPERATIONS)
def test_no_request_breaks_an_operation(world, victim, told, settings, name, mode):
    """Requests that fit and that do not, as an editor: every check of Schemathesis holds."""
    settings.KEY_USES_A_MINUTE = 1_000_000
    key = key_of(Role.LANDSCAPE_EDITOR, world.members[0])

    assert attack(told[name], {"Authorization": f"Bearer {key}"}, EXAMPLES, mode, undone)


@pytest.mark.parametrize(("role", "place"), [(Role.LANDSCAPE_READER, "outsider"), (Role.ORGANISATION_ADMIN, "supplier")])
def test_no_request_with_a_key_of_others_breaks_an_operation(world, victim, told, settings, role, place):
    """The same with keys that may do less."""
    settings.KEY_USES_A_MINUTE = 1_000_000
    key = key_of(role, getattr(world, place))
    for name in OPERATIONS:
        assert attack(told[name], {"Authorization": f"Bearer {key}"}, 2, GenerationMode.POSITIVE, undone)


def test_no_request_of_who_signed_in_breaks_an_operation(world, victim, told, signed_in):
    """The same with the session of a controller, and the token that a browser sends."""
    client, token = signed_in("controller@aa.example"), "a" * 32
    cookie = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    for name in OPERATIONS:
        assert attack(told[name], {"Cookie": cookie, "X-CSRFToken": token}, 2, GenerationMode.POSITIVE, undone)

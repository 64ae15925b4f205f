"""A new server gets its first organisation and administrator."""

import io

from django.core.management import call_command

from wiel_web.accounts.models import User


def test_the_first_administrator_can_sign_in(db, client):
    """The command prints a password with which the administrator signs in; a second call changes no password."""
    told = io.StringIO()
    call_command("organisation", "Gemeente Nieuw", admin="Beheer@nieuw.example", stdout=told)
    password = told.getvalue().strip().rpartition(", ")[2]
    call_command("organisation", "Gemeente Nieuw", admin="beheer@nieuw.example", stdout=io.StringIO())

    assert User.objects.get(email="beheer@nieuw.example").check_password(password)
    assert client.login(username="beheer@nieuw.example", password=password) or client.login(
        email="beheer@nieuw.example", password=password
    )

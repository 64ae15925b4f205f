"""What people see when something goes wrong on our side."""

import errno

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from wiel_web.runs import service as runs

EDITOR = "landscape-editor@aa.example"
FAILURES = [
    (OperationalError("server closed the connection unexpectedly"), 503, "De gegevens zijn even niet bereikbaar"),
    (OperationalError("could not extend file: No space left on device"), 507, "De opslag is vol"),
    (OSError(errno.ENOSPC, "No space left on device"), 507, "De opslag is vol"),
    (RuntimeError("something else"), 500, "Er ging iets mis bij ons"),
]


@pytest.mark.parametrize(("error", "status", "title"), FAILURES)
def test_a_failure_has_a_page_with_a_number(world, signed_in, monkeypatch, error, status, title):
    """The page says what failed, what to do, and the number under which it stands in the log."""

    def fail(*_):
        raise error

    monkeypatch.setattr(runs, "runs", fail)
    client = signed_in(EDITOR)
    client.raise_request_exception = False
    answer = client.get(reverse("runs:questions"))

    assert answer.status_code == status
    assert title in answer.content.decode()
    assert answer.headers["X-Request-Id"] in answer.content.decode()


def test_a_page_for_a_database_that_is_away_asks_nothing_of_it(world, monkeypatch):
    """Even finding out who asks may fail; the page comes all the same."""

    def fail(*_):
        raise OperationalError("connection refused")

    monkeypatch.setattr("wiel_web.accounts.acting.actor_for", fail)
    answer = Client(raise_request_exception=False).get("/")

    assert answer.status_code == 503
    assert "Wacht een minuut" in answer.content.decode()


def test_a_reader_that_breaks_ends_the_delivery_with_a_number(world, signed_in, monkeypatch, bring):
    """An error that nobody foresaw leaves no delivery waiting for ever."""

    def fail(*_):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("wiel_web.landscapes.examining.landscape_of", fail)
    found = bring(signed_in(EDITOR))

    assert found.state == "refused"
    assert "landscapes.broke" in str(found.refusal)


@pytest.mark.parametrize(("header", "cookie", "language"), [("en", "", "nl"), ("en", "en", "en"), ("nl", "en", "en")])
def test_pages_are_dutch_unless_the_reader_chose_otherwise(db, client, settings, header, cookie, language):
    """The language of the browser does not count."""
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    page = client.get(reverse("account_login"), headers={"Accept-Language": header})

    assert f'<html lang="{language}"' in page.content.decode()

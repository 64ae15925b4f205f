"""Signing in speaks to people as the rest of Wiel does, is slowed down for who guesses, and works through the organisation's own service."""

import gettext
import io
import json
import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from wiel_web import accounts

PASSWORD = "een lang wachtwoord 7"
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie|helaas)\b", re.IGNORECASE)
VISITED = ("account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_inactive")
OWN = (
    "account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index", "mfa_activate_totp",
    "socialaccount_connections",
)  # fmt: skip
LOCALE = Path(accounts.__file__).parent / "locale" / "nl" / "LC_MESSAGES"


@pytest.fixture
def person(world, django_user_model):
    """Somebody with a password and a confirmed address."""
    user = django_user_model.objects.get(email="controller@aa.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def _words(page: str) -> str:
    """What people read of a page."""
    return re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])


def _log_in(client, person, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": person.email, "password": password}, follow=True)


@pytest.mark.parametrize("name", VISITED)
def test_pages_for_visitors_say_u(db, client, name):
    """No page of the library says je; it answers in the language of the reader."""
    told = client.get(reverse(name))

    assert told.status_code == 200
    assert FAMILIAR.findall(_words(told.content.decode())) == []


@pytest.mark.parametrize("name", OWN)
def test_pages_for_who_has_signed_in_say_u(client, person, name):
    """Those about the own account neither, nor the message after signing in."""
    page = _log_in(client, person)
    told = client.get(reverse(name))

    assert "U bent ingelogd als" in page.content.decode()
    assert told.status_code in (200, 302)
    assert told.status_code == 302 or FAMILIAR.findall(_words(told.content.decode())) == []


def test_an_english_reader_gets_english(db, client):
    """Only Dutch is ours; English comes from the library."""
    client.cookies["django_language"] = "en"

    assert "Forgot your password?" in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(
    ("address", "told"),
    [("controller@aa.example", "een nieuw wachtwoord vroeg voor uw account"), ("vreemd@elders.example", "Wiel kent geen account")],
)
def test_mails_say_u(client, person, address, told):
    """Whoever forgot the password gets a link; an address that is not known is told so, in a mail and not on the page."""
    answer = client.post(reverse("account_reset_password"), {"email": address})

    assert answer.status_code == 302
    assert [one.to for one in mail.outbox] == [[address]]
    assert told in " ".join(mail.outbox[0].body.split())
    assert FAMILIAR.findall(mail.outbox[0].subject + mail.outbox[0].body) == []


def test_an_address_that_has_an_account_is_not_told_on_the_page(client, person, settings):
    """Signing up with it looks the same as with a new one; its owner reads in a mail that there is an account."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    facts = {"name": "Iemand", "password1": PASSWORD, "password2": PASSWORD}
    pages = [client.post(reverse("account_signup"), facts | {"email": email}) for email in (person.email, "nieuw@elders.example")]

    assert [page.headers["Location"] for page in pages] == [reverse("account_email_verification_sent")] * 2
    assert "Er is al een account met dit e-mailadres." in mail.outbox[0].body
    assert [FAMILIAR.findall(one.subject + one.body) for one in mail.outbox] == [[], []]


def test_somebody_makes_an_account_and_asks_for_access(world, client, django_user_model):
    """From nothing to a question that waits for an administrator; until then the person sees no data."""
    facts = {"email": "Nieuw@elders.example", "name": "Noor Nieuw", "password1": PASSWORD, "password2": PASSWORD}
    told = client.post(reverse("account_signup"), facts, follow=True).content.decode()
    asked = client.post(reverse("accounts:ask"), {"organisation": world.members[0].pk, "role": "landscape-reader"})

    assert "U hoort nog bij geen organisatie" in told
    assert asked.status_code == 302
    assert client.get(reverse("landscapes:overview")).status_code == 403
    assert django_user_model.objects.get(email="nieuw@elders.example").name == "Noor Nieuw"


def test_the_compiled_sentences_are_those_that_were_written(need, tmp_path):
    """What Django reads is made from what people edit."""
    need("msgfmt", shutil.which("msgfmt") is not None)
    made = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "-o", str(made), str(LOCALE / "django.po")], check=True)
    sentences = [gettext.GNUTranslations(io.BytesIO(path.read_bytes()))._catalog for path in (made, LOCALE / "django.mo")]

    assert sentences[0] == sentences[1]
    assert [told for told in sentences[0].values() if FAMILIAR.search(told)] == []


def test_who_guesses_waits(client, person):
    """After five wrong passwords for one account the right one does not work for a while, and the page says so."""
    for _ in range(5):
        _log_in(client, person, "niet goed")
    told = _log_in(client, person)

    assert "_auth_user_id" not in client.session
    assert FAMILIAR.findall(_words(told.content.decode())) == []


class _Service(BaseHTTPRequestHandler):
    """An OpenID Connect service that tells where it is asked."""

    def do_GET(self) -> None:
        """The description of the service."""
        here = f"http://{self.headers['Host']}"
        told = {
            "issuer": here,
            "authorization_endpoint": f"{here}/ask",
            "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/keys",
        }
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def service(settings):
    """The address of such a service, which the settings name."""
    server = HTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = f"http://127.0.0.1:{server.server_port}"
    app = {"provider_id": "organisatie", "name": "Inloggen van Aakerk", "client_id": "wiel", "secret": "geheim"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app | {"settings": {"server_url": found}}]}}
    yield found
    server.shutdown()
    server.server_close()


def test_the_service_of_an_organisation_is_offered_and_asked(db, client, service):
    """The page has a button with its name; pressing it leads there, with where to come back and a state that cannot be guessed."""
    page = client.get(reverse("account_login")).content.decode()
    asked = urlsplit(client.post("/account/oidc/organisatie/login/").headers["Location"])
    words = parse_qs(asked.query)

    assert "Inloggen van Aakerk" in page
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == f"{service}/ask"
    assert words["client_id"] == ["wiel"]
    assert words["redirect_uri"] == ["http://testserver/account/oidc/organisatie/login/callback/"]
    assert len(words["state"][0]) >= 10

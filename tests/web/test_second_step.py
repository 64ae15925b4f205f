"""Who manages data signs in with a second step, and can set it up."""

from allauth.account.models import EmailAddress
from django.urls import reverse

PASSWORD = "een lang wachtwoord 7"


def test_a_managing_role_is_led_to_a_page_where_the_second_step_can_be_set_up(world, client, settings, django_user_model):
    """An address that was never verified by mail is no reason to lock somebody out."""
    settings.SECOND_STEP = True
    person = django_user_model.objects.get(email="organisation-admin@aa.example")
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    asked = client.get("/", follow=True).redirect_chain
    answer = client.post(asked[-1][0], {"password": PASSWORD}, follow=True)

    assert asked[0][0] == answer.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    assert answer.status_code == 200
    assert answer.context["form"].fields.keys() >= {"code"}

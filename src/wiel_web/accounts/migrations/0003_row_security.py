"""Who works where, who is invited and who asks to join is kept apart by PostgreSQL too."""

from typing import ClassVar

from django.db import migrations

from wiel_web.tenancy.row_security import Policy, protect

MINE = "organisation_id = tenancy_acting()"
ABOUT_ME = f"{MINE} OR user_id = tenancy_person()"
TO_ME = f"{MINE} OR lower(email) = (SELECT lower(u.email) FROM accounts_user u WHERE u.id = tenancy_person())"


class Migration(migrations.Migration):
    """One policy per table: the organisation, and the person whom it is about."""

    dependencies: ClassVar = [("accounts", "0002_initial"), ("tenancy", "0002_rules_in_the_database")]
    operations: ClassVar = [
        protect(
            Policy("accounts_appointment", ABOUT_ME, MINE),
            Policy("accounts_joinrequest", ABOUT_ME, ABOUT_ME),
            Policy("accounts_invitation", TO_ME, TO_ME),
        ),
    ]

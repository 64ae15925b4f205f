"""The app of people and their roles."""

from django.apps import AppConfig

from wiel_web.frame.context import in_bar


class AccountsConfig(AppConfig):
    """People and the roles that they have at organisations."""

    name = "wiel_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Put the pages about people and keys in the main bar."""
        in_bar("accounts", "accounts:people", "people.read", order=90)
        in_bar("keys", "accounts:keys", "keys.make", order=92)

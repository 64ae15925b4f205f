"""The app of people and their roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and the roles that they have at organisations."""

    name = "wiel_web.accounts"
    label = "accounts"

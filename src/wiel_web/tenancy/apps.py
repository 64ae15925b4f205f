"""The app of organisations, partnerships, openings and the log."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Organisations and what they may see of one another."""

    name = "wiel_web.tenancy"
    label = "tenancy"

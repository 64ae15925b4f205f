"""The app of organisations, partnerships, openings and the log."""

from django.apps import AppConfig

from wiel_web.frame.context import in_bar


class TenancyConfig(AppConfig):
    """Organisations and what they may see of one another."""

    name = "wiel_web.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        """Put the pages in the main bar, behind those about the work itself."""
        in_bar("tenancy", "tenancy:sharing", "sharing.read", order=80)
        in_bar("organisations", "tenancy:organisations", "organisations.manage", order=85)
        in_bar("log", "tenancy:log", "log.read", order=95)

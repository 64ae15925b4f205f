"""The app that ties the others together."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from wiel_web.conf.granting import grant


class ConfConfig(AppConfig):
    """Addresses, health and the commands of the server."""

    name = "wiel_web.conf"
    label = "conf"

    def ready(self) -> None:
        """After tables changed, the role of the application may use them. The signal comes once per app with tables; one is enough."""
        post_migrate.connect(grant, sender=apps.get_app_config("tenancy"), dispatch_uid="wiel-grant")

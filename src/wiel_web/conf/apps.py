"""The app that ties the others together."""

from django.apps import AppConfig


class ConfConfig(AppConfig):
    """Addresses, health and the commands of the server."""

    name = "wiel_web.conf"
    label = "conf"

"""Addresses: health, signing in, and the pages and operations of each app."""

from django.urls import include, path

from wiel_web.conf import health, latest, start
from wiel_web.conf.api import api, description
from wiel_web.conf.withdrawal import hidden_runs
from wiel_web.tenancy.hiding import tells_hidden

tells_hidden(hidden_runs)

handler400 = "wiel_web.frame.failure.bad_request"
handler403 = "wiel_web.frame.failure.not_allowed"
handler404 = "wiel_web.frame.failure.not_found"
handler500 = "wiel_web.frame.failure.broken"

urlpatterns = [
    path("", start.start, name="start"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("account/", include("allauth.urls")),
    path("api/v1/openapi.json", description, name="api-description"),
    path("api/v1/", api.urls),
    path("", include("wiel_web.frame.look")),
    path("", include("wiel_web.accounts.urls")),
    path("", include("wiel_web.tenancy.urls")),
    path("landschap/beeld/<slug:name>", latest.latest, name="latest"),
    path("landschap/", include("wiel_web.landscapes.urls")),
    path("", include("wiel_web.runs.urls")),
]

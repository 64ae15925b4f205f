"""The colours as a style sheet, made from the one file that names them; the choices of language and scheme."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from wiel.reports.theme import as_css
from wiel_web.frame.context import SCHEME, SCHEMES

YEAR = 365 * 24 * 3600


@cache
def colours() -> str:
    """Light unless the system or the choice of the reader is dark; paper is always light."""
    light, dark = as_css("light"), as_css("dark")
    return (
        f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f":root[data-scheme=light]{{{light}}}:root[data-scheme=dark]{{{dark}}}"
        f"@media print{{:root,:root[data-scheme=dark]{{{light}}}}}"
    )


@require_safe
def colour_sheet(request: HttpRequest) -> HttpResponse:
    """The style sheet with the colours."""
    return HttpResponse(colours(), content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"})


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the language and the scheme that somebody chose, in a cookie that holds nothing else."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    if (scheme := request.POST.get(SCHEME)) in SCHEMES:
        response.set_cookie(SCHEME, scheme, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    return response


urlpatterns = [path("uiterlijk/kleuren.css", colour_sheet, name="colours"), path("uiterlijk/", choose, name="look")]

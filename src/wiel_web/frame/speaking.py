"""The language of a page: Dutch, or what the reader chose; the browser is not asked, for many are set to English unknowingly."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ChosenLanguage(LocaleMiddleware):
    """Takes the language from the cookie of the choice only."""

    def process_request(self, request: HttpRequest) -> None:
        """Use the language for what follows."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE

"""The language of a page: Dutch, or what the reader chose; the browser is not asked, for many are set to English unknowingly.

Sentences of the library that advise a command are said in the words of the pages (``page.<key>``), where there is no command line.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from wiel.texts import speaking

PAGE = "page"


class ChosenLanguage(LocaleMiddleware):
    """Takes the language from the cookie of the choice only."""

    def __call__(self, request: HttpRequest) -> Any:
        """Answer in the words of the pages."""
        with speaking(PAGE):
            return super().__call__(request)

    def process_request(self, request: HttpRequest) -> None:
        """Use the language for what follows."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE

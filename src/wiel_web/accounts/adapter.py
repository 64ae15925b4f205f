"""What signing in leaves to us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Newcomers may make an account, without any role; the demonstration takes none."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether somebody may make an account."""
        return not settings.DEMO

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the name that was filled in."""
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

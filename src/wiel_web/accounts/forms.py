"""Forms about people."""

from django import forms

from wiel_web.frame.words import later


class SignUpForm(forms.Form):
    """What we ask of a newcomer beside address and password."""

    name = forms.CharField(max_length=200, label=later("accounts.field.name"))

    def signup(self, request: object, user: object) -> None:
        """Nothing more is kept."""

"""The form of an instrument, made from its options."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, get_type_hints

from django import forms

from wiel.registry import Descriptor, load_options
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.runs.models import Run
from wiel_web.runs.naming import called

PREFIX = "option-"


class OptionsForm(forms.Form):
    """A field per option of an instrument, with its meaning as help and its default filled in; and parameters of one's own."""

    parameters = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, descriptor: Descriptor | None, earlier: Iterable[Run] = (), data: Any = None, chosen: str = "") -> None:
        super().__init__(data)
        self.descriptor = descriptor
        own = {} if descriptor is None else _option_fields(descriptor)
        self.fields = {**_build_on(list(earlier), chosen), **own, "parameters": self.fields["parameters"]}
        self.fields["parameters"].label = say("runs.parameters", language())
        self.fields["parameters"].help_text = say("runs.parameters-help", language())

    def inputs(self) -> tuple[int, ...]:
        """The run that this one builds on."""
        chosen = self.cleaned_data.get("earlier")
        return (int(chosen),) if chosen else ()

    def options(self) -> dict[str, Any]:
        """The options that differ from what is given by default."""
        if self.descriptor is None:
            return {}
        defaults = {field.name: field.default for field in fields(load_options(self.descriptor))}
        given = {name.removeprefix(PREFIX): value for name, value in self.cleaned_data.items() if name.startswith(PREFIX)}
        return {name: value for name, value in given.items() if value not in (None, "") and value != defaults[name]}


def _build_on(earlier: list[Run], chosen: str) -> dict[str, forms.Field]:
    """Which earlier answer the question builds on; no field where there is none."""
    if not earlier:
        return {}
    told = [(str(run.pk), called(run)) for run in earlier]
    field = forms.ChoiceField(
        choices=[("", say("runs.build-on-nothing", language())), *told],
        required=False,
        initial=chosen,
        label=say("runs.build-on", language()),
        help_text=say("runs.build-on-help", language()),
    )
    return {"earlier": field}


def _option_fields(descriptor: Descriptor) -> dict[str, forms.Field]:
    options = load_options(descriptor)
    kinds = get_type_hints(options)
    return {PREFIX + field.name: _field(descriptor, field, kinds[field.name]) for field in fields(options)}


def _field(descriptor: Descriptor, field: Any, kind: Any) -> forms.Field:
    text = say(f"{descriptor.identifier}.option.{field.name}", language())
    unit = field.metadata.get("unit", "")
    facts: dict[str, Any] = {
        "required": False,
        "initial": field.default,
        "label": field.name.replace("_", " ") + (f" ({unit})" if unit else ""),
        "help_text": text,
    }
    if choices := field.metadata.get("choices"):
        return forms.ChoiceField(choices=[(choice, choice) for choice in choices], **facts)
    if kind is bool:
        return forms.BooleanField(**facts)
    if kind is int:
        return forms.IntegerField(**facts)
    return forms.FloatField(widget=forms.NumberInput(attrs={"step": "any"}), **facts) if kind is float else forms.CharField(**facts)

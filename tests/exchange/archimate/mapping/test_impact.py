from dataclasses import replace
from datetime import date

from wiel.exchange.archimate import ArchimateModel, read
from wiel.exchange.archimate.mapping import impact
from wiel.exchange.archimate.model import Text
from wiel.samples import landscape_from_rows


def landscape(reference):
    return landscape_from_rows(
        date(2026, 11, 1),
        {
            "components": [
                {"id": "cmp:gedeeld:1", "name": "Zaken", "reference": reference},
                {"id": "cmp:gedeeld:2", "name": "Zonder applicatie", "reference": "anders"},
            ],
            "applications": [{"id": "app:a:1", "name": "Zaakspil"}],
            "application_components": [{"application": "app:a:1", "component": "cmp:gedeeld:1"}],
        },
    )


def test_a_changed_component_and_a_changed_obligation_are_told_with_the_applications(small):
    """A new name of a component and another level of its standard, each with the applications that serve the component."""
    before = read(small)[0]
    text = small.read_text(encoding="utf-8").replace("Zaakregistratiecomponent", "Zaakcomponent")
    after = read(text.replace("<value>Verplicht</value>", "<value>Aanbevolen</value>").encode())[0]
    effects = impact(before, after, landscape("obj-zaak"))
    assert [(effect.what, effect.parts, effect.applications) for effect in effects] == [
        ("changed", ("name",), ("app:a:1",)),
        ("obligation-changed", ("Verplicht", "Aanbevolen"), ("app:a:1",)),
    ]


def test_a_component_that_goes_and_an_obligation_that_comes_are_told(small):
    """Without the component its obligation goes too; the other way round both come, but only the obligation touches me."""
    held = read(small)[0]
    without = replace(
        held,
        elements=tuple(one for one in held.elements if one.identifier != "e-zaak"),
        relationships=tuple(one for one in held.relationships if one.identifier != "r-level"),
    )
    assert [effect.what for effect in impact(held, without, landscape("obj-zaak"))] == ["obligation-removed", "removed"]
    assert [effect.what for effect in impact(without, held, landscape("obj-zaak"))] == ["obligation-added"]


def test_what_nobody_uses_is_not_told(small):
    """A component that no application serves is not touched by a release."""
    held = read(small)[0]
    changed = replace(held, elements=tuple(replace(one, names=(Text("Anders"),)) for one in held.elements))
    assert impact(held, changed, landscape("onbekend")) == ()
    assert impact(ArchimateModel("m"), held, landscape("onbekend")) == ()

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.strategies import landscapes

from wiel.exchange.archimate import read, write
from wiel.exchange.archimate.mapping import from_landscape, to_landscape
from wiel.landscape import TABLES, Landscape
from wiel.quantities import Confidentiality
from wiel.samples import buurtschap, landscape_from_rows


def there_and_back(landscape):
    target = io.BytesIO()
    write(from_landscape(landscape, "Buurtschap")[0], target)
    return to_landscape(read(target.getvalue())[0], landscape.as_of)


def test_a_landscape_comes_back_row_by_row():
    """Of the tables that a model carries, every row and column comes back from the file."""
    landscape = buurtschap()
    again, findings = there_and_back(landscape)
    assert len(findings) == 0
    for name in again.summary():
        keys = list(TABLES[name].key)
        assert again[name].sort(keys).equals(landscape[name].sort(keys)), name


def test_what_a_model_cannot_hold_is_counted():
    """Contracts, costs, staff and absences do not fit; each table is a finding."""
    _, findings = from_landscape(buurtschap(), "Buurtschap")
    told = {finding.sentence.values["table"] for finding in findings if finding.rule == "archimate.rows-not-carried"}
    assert {"Contracten", "Kosten", "Rollen", "Niet in gebruik"} <= told


def test_the_model_of_a_landscape_is_valid_and_shows_its_domains(schema):
    """The file is valid; each domain has a view with its components and the applications in them."""
    model, _ = from_landscape(buurtschap(), "Buurtschap")
    target = io.BytesIO()
    write(model, target)
    schema.assertValid(etree.fromstring(target.getvalue()))
    assert [view.name for view in model.views] == ["Basisgegevens", "Bedrijfsvoering", "Belastingen", "Burgerzaken", "Midoffice"]
    cash = next(view for view in model.views if view.name == "Bedrijfsvoering")
    assert [node.labels[0].value for node in cash.nodes[0].nodes] == [
        "Financiën (Aakerk)",
        "Financiën (Bovenbeek)",
        "Financiën (Coldenhove)",
    ]


def test_boxes_of_a_view_do_not_overlap():
    """Components lie beside each other, applications inside their component."""
    for view in from_landscape(buurtschap(), "Buurtschap")[0].views:
        boxes = [(n.x, n.y, n.x + n.width, n.y + n.height) for n in view.nodes]
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        for node in view.nodes:
            assert all(node.y < child.y and child.y + child.height <= node.y + node.height for child in node.nodes)


def test_confidential_columns_stay_out():
    """What may be seen by few does not stand in a model for architects, and that is told."""
    rows = {"applications": [{"id": "app:a:1", "name": "Zaakspil", "knows_count": 1, "version": "3"}]}
    landscape = landscape_from_rows(date(2026, 11, 1), rows)
    model, findings = from_landscape(landscape, "A")
    assert model.value(model.elements[0], "kenners") == ""
    assert model.value(model.elements[0], "versie") == "3"
    assert findings.count("archimate.column-not-carried") == 1
    told = from_landscape(landscape, "A", Confidentiality.VERTROUWELIJK)[0]
    assert told.value(told.elements[0], "kenners") == "1"


def test_an_application_without_function_is_drawn_apart():
    """Nothing is left out of the views because its function is unknown."""
    landscape = landscape_from_rows(date(2026, 11, 1), {"applications": [{"id": "app:a:1", "name": "Zaakspil"}]})
    assert [view.name for view in from_landscape(landscape, "A")[0].views] == ["Applicaties zonder functie"]


@given(landscapes())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_landscape_becomes_a_valid_file(schema, landscape):
    """Whatever stands in the tables, odd keys and signs included, the file is valid and reads without an error."""
    target = io.BytesIO()
    write(from_landscape(landscape, "Willekeurig")[0], target)
    schema.assertValid(etree.fromstring(target.getvalue()))
    assert {finding.rule for finding in read(target.getvalue())[1]} == set()


@pytest.mark.parametrize("empty", [Landscape.of(date(2026, 11, 1))])
def test_an_empty_landscape_becomes_an_empty_model(empty):
    """Nothing in, nothing out, and no finding."""
    model, findings = from_landscape(empty, "Leeg")
    assert (model.elements, model.views, len(findings)) == ((), (), 0)


def test_a_tie_to_an_application_that_is_not_there_is_left_out():
    """A dangling row of application_components does not stop the drawing."""
    rows = {
        "components": [{"id": "cmp:gedeeld:1", "name": "Zaken", "domain": "Midoffice"}],
        "application_components": [{"application": "app:a:weg", "component": "cmp:gedeeld:1"}],
    }
    model, _ = from_landscape(landscape_from_rows(date(2026, 11, 1), rows), "A")
    assert model.relationships == ()
    assert [node.nodes for node in model.views[0].nodes] == [()]


def test_keys_that_look_alike_stay_apart():
    """Two keys that would become the same identifier are two elements, and each tie follows its own."""
    keys = ("app:a:1", "app_a_1")
    rows = {
        "applications": [{"id": key, "name": key} for key in keys],
        "couplings": [{"id": "cpl:a:1", "source": keys[1], "target": keys[0]}],
    }
    again, _ = there_and_back(landscape_from_rows(date(2026, 11, 1), rows))
    assert again["applications"]["name"].to_list() == list(keys)
    assert again["couplings"].select("source", "target").rows() == [(keys[1], keys[0])]

import re
from dataclasses import replace

import pytest
from lxml import etree

from wiel.exchange.archimate import ArchimateModel, read
from wiel.exchange.archimate.drawing import Drawing, svg
from wiel.exchange.archimate.drawing.boxes import words
from wiel.exchange.archimate.drawing.shades import READABLE, contrast
from wiel.exchange.archimate.model import Colour, Element, Font, Node, Style, Text, View

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def model(small):
    return read(small)[0]


def drawn(model, view=None, **more):
    return etree.fromstring(svg(model, view or model.views[0], **more))


def titles(tree):
    return [group.findtext(f"{SVG}title") for group in tree.iterfind(f"{SVG}g")]


def corners(path):
    numbers = re.findall(r"[MLHVA][^MLHVAZ]*", path)
    return set(re.findall(r"-?\d+(?:\.\d+)?", " ".join(numbers)))


def test_every_box_and_line_is_drawn_with_its_words(model):
    """Six boxes and three lines; each label, each relationship name and each note is there in full."""
    tree = drawn(model)
    assert len(titles(tree)) == 9
    said = " ".join(" ".join(span.text for span in text) for text in tree.iter(f"{SVG}text"))
    for label in ("Zaakdomein", "Zaakspil", "Zaakregistratiecomponent", "Briefvink", "stopt in 2028.", "zaakgegevens", "zie"):
        assert label in said


def test_a_box_tells_name_type_and_definition(model):
    """The title, for pointer and screen reader: GEMMA type where there is one, else the type in Dutch, then the definition."""
    told = titles(drawn(model))
    assert "Zaakregistratiecomponent (Referentiecomponent): Registreert zaken & statussen." in told
    assert "Zaakspil (applicatiecomponent)" in told
    assert "Zaakspil → Briefvink (stroom): zaakgegevens" in told


def test_the_drawing_is_named_and_described(model):
    """Title, description and language of the whole."""
    tree = drawn(model, drawing=Drawing(language="en"))
    assert tree.get("lang") == "en"
    names = {node.get("id"): node.text for node in tree.iterfind("*") if node.get("id")}
    assert names[tree.get("aria-labelledby")] == "Zaken"
    assert names[tree.get("aria-describedby")] == "The view Zaken shows 6 boxes and 3 lines. Wat met wat praat."


def test_there_are_classes_and_no_style_attributes(model):
    """A strict page refuses style attributes: colours are classes over custom properties, light and dark."""
    text = svg(model, model.views[0], drawing=Drawing(nonce="abc"))
    assert ' style="' not in text
    assert '<style nonce="abc">' in text
    assert "prefers-color-scheme:dark" in text
    assert "[data-theme=dark]" in text
    assert "forced-colors:active" in text
    assert "<style" not in svg(model, model.views[0], drawing=Drawing(stylesheet=False))


def test_own_applications_stand_in_the_box_of_their_component(model):
    """Names stand in the box of the component, by Object ID, and in its title."""
    tree = drawn(model, plotted={"obj-zaak": ["Zaakspil", "Wielzaak"]})
    assert any("Uw applicaties: Zaakspil en Wielzaak." in told for told in titles(tree))
    box = next(group for group in tree.iterfind(f"{SVG}g") if group.get("data-element") == "obj-zaak")
    assert "Zaakspil, Wielzaak" in [span.text for span in box.iter(f"{SVG}tspan")]


def test_many_own_applications_become_a_number(model):
    """Where the names have no room, their number stands in the corner and the names in the title."""
    names = [f"Applicatie nummer {n}" for n in range(30)]
    box = next(g for g in drawn(model, plotted={"e-zaak": names}).iterfind(f"{SVG}g") if g.get("data-element") == "obj-zaak")
    assert [span.text for span in box.iter(f"{SVG}tspan")][-1] == "30"
    assert "Applicatie nummer 29" in box.findtext(f"{SVG}title")


def test_an_empty_view_is_drawn(model):
    """A view without anything gives an empty drawing."""
    assert titles(drawn(model, model.views[1])) == []


def test_signs_in_words_do_not_break_the_drawing():
    """Angle brackets, quotes and ampersands arrive as they are."""
    name = 'A <b> & "c"'
    held = ArchimateModel("m", elements=(Element("a", (Text(name),), type="Node"),))
    tree = drawn(held, View("v", (Text(name),), nodes=(Node("n", element="a", width=300),)))
    assert titles(tree) == [f"{name} (node)"]


@pytest.mark.parametrize("fill", [(0, 0, 0), (255, 255, 255), (128, 128, 128), (255, 255, 0), (0, 0, 160)])
def test_letters_can_be_read_on_every_fill(fill):
    """Contrast of letters with their box is at least 4.5 in light and in dark, whatever colours the model gives."""
    style = Style(None, None, Colour(*fill), Font(colour=Colour(*fill)))
    held = ArchimateModel("m", elements=(Element("a", (Text("Naam"),), type="Node"),))
    text = svg(held, View("v", nodes=(Node("n", element="a", style=style),)))
    path, letters = (etree.fromstring(text).find(f".//{SVG}g/{SVG}{tag}").get("class") for tag in ("path", "text"))
    background = re.search(r"am-f-(\w+)-(\w+)", path)
    ink = re.search(r"am-f-(\w+)-(\w+)", letters)
    for theme in (1, 2):
        assert contrast(f"#{background[theme]}", f"#{ink[theme]}") >= READABLE


def extent_is_inside(node, kind, text):
    left, top, right, foot = words(node, kind, text).extent
    return (
        left >= node.x - 0.5 and right <= node.x + node.width + 0.5 and top >= node.y - 0.5 and foot <= node.y + node.height + 0.5
    )


@pytest.mark.parametrize("kind", ["ApplicationComponent", "BusinessService", "Goal", "Label", "Container", "Grouping"])
@pytest.mark.parametrize("size", [(20, 14), (60, 20), (120, 55), (300, 30), (40, 200)])
def test_words_stay_in_their_box(kind, size):
    """A long name shrinks and breaks until it fits."""
    node = Node("n", "Element", 10, 20, *size)
    assert extent_is_inside(node, kind, "Zaakregistratiecomponent voor vergunningen")
    nested = replace(node, nodes=(Node("c", x=12, y=20 + size[1] // 2, width=10, height=size[1] // 4),))
    assert extent_is_inside(nested, kind, "Zaak")


def test_gemma_views_show_every_node_where_the_model_puts_it(gemma):
    """Of every view: one drawn box per node, its outline on the corners of the node, its words inside it."""
    for view in gemma.views[::12]:
        groups = list(drawn(gemma, view, drawing=Drawing(stylesheet=False)).iterfind(f"{SVG}g"))
        for group, node in zip(groups, view.walk(), strict=False):
            path = group.find(f"{SVG}path").get("d")
            assert {f"{node.x + node.width:g}", f"{node.y + node.height:g}", f"{node.y:g}"} <= corners(path)
            element = gemma.element.get(node.element)
            kind = element.type if element else node.kind
            label = element.name if element else "".join(text.value for text in node.labels)
            assert extent_is_inside(node, kind, label)
        assert len(groups) >= sum(1 for _ in view.walk())

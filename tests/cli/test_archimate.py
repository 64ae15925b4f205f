import json
from dataclasses import replace

import polars as pl
import pytest
from click.testing import CliRunner

from wiel.cli.archimate import archimate
from wiel.errors import InputRefused, WrongUse
from wiel.exchange import datapackage
from wiel.exchange.archimate import write
from wiel.exchange.archimate.mapping import from_landscape
from wiel.landscape import Landscape
from wiel.samples import buurtschap

XML = """<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m">
<name>Klein</name>
<elements>
<element identifier="a" xsi:type="ApplicationComponent"><name>{name}</name></element>
</elements>
<views><diagrams>
<view identifier="v" xsi:type="Diagram"><name>Overzicht</name>
<node identifier="n" xsi:type="Element" elementRef="a" x="0" y="0" w="120" h="55"/></view>
<view identifier="w" xsi:type="Diagram"><name>Leeg</name></view>
</diagrams></views></model>"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "model.xml"
    path.write_text(XML.format(name="Zaakspil"))
    return path


def run(*arguments):
    return CliRunner().invoke(archimate, [str(argument) for argument in arguments])


def test_check_prints_the_numbers(file):
    """The JSON of check holds every number and the findings; without --json the same in a sentence."""
    told = json.loads(run("check", file, "--json").output)
    assert (told["version"], told["elements"], told["views"], told["view_nodes"], told["findings"]) == ("3.0", 1, 2, 1, [])
    assert "1 elementen" in run("check", file).output


def test_convert_writes_an_exchange_file_and_tells_what_it_lacks(file, tmp_path):
    """The new file reads like the old one."""
    target = tmp_path / "nieuw.xml"
    told = json.loads(run("convert", file, "-o", target, "--json").output)
    assert told["output"] == str(target)
    assert json.loads(run("check", target, "--json").output)["elements"] == 1
    assert str(target) in run("convert", file, "-o", target, "--lang", "en").output


def test_diff_prints_what_changed(file, tmp_path):
    """The JSON of diff holds keys; without --json the changed parts are named."""
    other = tmp_path / "ander.xml"
    other.write_text(XML.format(name="Wielzaak"))
    told = json.loads(run("diff", file, other, "--json").output)
    assert told["elements"] == {"added": [], "removed": [], "changed": ["a"]}
    assert "Wielzaak: name" in run("diff", file, other).output


def test_svg_draws_one_view_or_all(file, tmp_path):
    """One view to a file, all views to a folder."""
    assert run("svg", file, "--view", "Overzicht", "-o", tmp_path / "een.svg").exit_code == 0
    assert "Zaakspil" in (tmp_path / "een.svg").read_text()
    run("svg", file, "-o", tmp_path / "alle")
    assert sorted(path.name for path in (tmp_path / "alle").iterdir()) == ["v.svg", "w.svg"]


def referring(model):
    """Buurtschap, its components tied to those of a model that was made from it."""
    landscape = buurtschap()
    keys = [one.identifier for one in model.elements if one.identifier.startswith("cmp_")]
    frame = landscape["components"].with_columns(reference=pl.Series(keys))
    return Landscape.of(landscape.as_of, dict(landscape.tables) | {"components": frame})


def test_svg_plots_the_applications_of_a_landscape(tmp_path):
    """The names of one's own applications stand on the components that they serve."""
    model, _ = from_landscape(buurtschap(), "GEMMA")
    datapackage.write(referring(model), tmp_path / "eigen")
    bare = tuple(replace(view, nodes=tuple(replace(node, nodes=()) for node in view.nodes)) for view in model.views)
    write(replace(model, views=bare), tmp_path / "gemma.xml")
    target = tmp_path / "bag.svg"
    run("svg", tmp_path / "gemma.xml", "--view", "Basisgegevens", "--landscape", tmp_path / "eigen", "-o", target)
    assert "Uw applicaties: Adressen en Adressen en gebouwen." in target.read_text()


def test_svg_refuses_an_unknown_view_and_two_views_in_one_file(file, tmp_path):
    """Wrong use is told, and nothing is written."""
    assert isinstance(run("svg", file, "--view", "Weg", "-o", tmp_path / "een.svg").exception, WrongUse)
    assert isinstance(run("svg", file, "-o", tmp_path / "een.svg").exception, WrongUse)
    assert not (tmp_path / "een.svg").exists()


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    """Nothing is made of a file that is not there."""
    assert isinstance(run("check", tmp_path / "weg.xml").exception, InputRefused)


@pytest.fixture
def package(tmp_path):
    datapackage.write(buurtschap(), tmp_path / "pakket")
    return tmp_path / "pakket"


def test_export_writes_a_landscape_for_architects(package, tmp_path):
    """The landscape becomes an exchange file with a view per domain; what does not fit is told."""
    target = tmp_path / "landschap.xml"
    told = json.loads(run("export", package, "-o", target, "--json").output)
    assert told["views"] == 5
    assert "archimate.rows-not-carried" in {finding["rule"] for finding in told["findings"]}
    assert json.loads(run("check", target, "--json").output)["findings"] == []


def test_export_shows_the_differences_before_anything_is_written(file, package, tmp_path):
    """Without -o nothing is written; with it the architect's element is still there."""
    before = file.read_bytes()
    shown = run("export", package, "--merge", file)
    assert "Elementen: 33 nieuw, 0 verdwenen, 0 gewijzigd." in shown.output
    assert "Niets weggeschreven" in shown.output
    assert file.read_bytes() == before
    told = json.loads(run("export", package, "--merge", file, "-o", tmp_path / "samen.xml", "--json").output)
    assert (told["elements"], told["difference"]["elements"]["removed"]) == (34, [])


def test_diff_tells_what_a_release_changes_in_ones_own_landscape(tmp_path):
    """A component in use that goes is told with the number of applications that serve it."""
    model, _ = from_landscape(buurtschap(), "GEMMA")
    datapackage.write(referring(model), tmp_path / "eigen")
    bare = replace(model, relationships=(), views=(), organizations=())
    write(bare, tmp_path / "voor.xml")
    write(replace(bare, elements=model.elements[11:]), tmp_path / "na.xml")
    shown = run("diff", tmp_path / "voor.xml", tmp_path / "na.xml", "--landscape", tmp_path / "eigen").output
    assert "Financieel component verdwijnt; 3 van uw applicaties vervullen deze functie." in shown


def test_svg_that_cannot_be_written_is_refused(file, tmp_path):
    """A file where a folder should be is told with what to do."""
    (tmp_path / "map").write_text("")
    assert isinstance(run("svg", file, "-o", tmp_path / "map").exception, InputRefused)

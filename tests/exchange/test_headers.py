import pytest

from wiel.exchange.headers import best_table, matched, plain, table_named, vocabularies
from wiel.landscape import EXPANSIONS, TABLES


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_table_knows_its_own_headers(table, language):
    """The headers of the workbook lead back to their columns, for every table in every language."""
    headers = [column.header(language) for column in table.columns.values()]

    assert matched(headers, table) == dict(zip(table.columns, headers, strict=True))


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_table_knows_its_names_in_code(table):
    """The names in code lead to their columns, also where a word is a header of another column (origins)."""
    assert matched(list(table.columns), table) == {name: name for name in table.columns}


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_no_two_columns_share_a_header(table):
    """Within a language every header means one column."""
    for vocabulary in vocabularies(table):
        assert len(vocabulary) >= len(table.columns)


def test_capitals_blanks_joints_and_units_do_not_matter():
    """Headers are recognised as people type them."""
    headers = ["  JAARBEDRAG ", "eigen naam", "Opzegtermijn (maanden)", "geraamde_waarde [EUR]", "onzin"]

    assert matched(headers, TABLES["contracts"]) == {
        "annual_value": "  JAARBEDRAG ",
        "notice_months": "Opzegtermijn (maanden)",
        "estimated_value": "geraamde_waarde [EUR]",
    }


def test_columns_of_several_words_are_known():
    """A delivered list may hold the functions of an application in one column, in Dutch, English or code."""
    for table, several in EXPANSIONS.items():
        assert set(several) <= set(matched(list(several), TABLES[table]))
    assert matched(["Componenten"], TABLES["applications"]) == {"components": "Componenten"}


def test_sheets_are_known_by_their_names():
    """Dutch, English and code name the same table."""
    assert [table_named(name).name for name in ("GEBRUIK", "Uses", "application_uses")] == ["application_uses"] * 3
    assert table_named("Blad1") is None


def test_the_table_is_guessed_only_when_one_fits_best():
    """Headers that fit several tables equally well name none."""
    assert best_table(["sleutel", "houder", "eigen naam"]).name == "applications"
    assert best_table(["naam"]) is None
    assert best_table(["onzin"]) is None


def test_a_header_of_only_brackets_stays():
    """Leaving out the unit never leaves out the whole header."""
    assert plain("(x)") == "(x)"

"""The letters are filled with what is known, and say what is not."""

from dataclasses import replace

import polars as pl
import pytest

from wiel.findings import Findings
from wiel.intake.readings import as_table
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet, instrument, load_options, load_run
from wiel.reports import dossier, write
from wiel.reports.letters import Numbered, Run, field, runs
from wiel.reports.letters.writing import letters
from wiel.reports.view import View
from wiel.samples import buurtschap
from wiel.studies import Study

OPENBAAR, INTERN, _ = Confidentiality


def _study(question=None, landscape=None, **options):
    """The three municipalities with what the letters read: counts, overlap and governance."""
    landscape = landscape or buurtschap()
    members = tuple(landscape["organisations"].filter(kind="gemeente")["id"])
    results = {}
    for name in ("inventory", "overlap", "governance"):
        chosen = load_options(instrument(name))(**(options if name == "governance" else {}))
        results[name] = load_run(instrument(name))(Inputs(landscape, members), Parameters.load(), chosen, Quiet())
    return Study(
        "Buurtschap", question, landscape.as_of, landscape, members, results, Findings(), as_table([]), "d" * 64, "0.1.0", "quick"
    )


def _made(study, language="nl"):
    return letters(View(study, OPENBAAR, language))


def _text(letter):
    return "".join(run.text for run in letter.runs())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_is_a_letter_of_intent_and_a_proposal_for_each_council(language):
    """One for the group, one for each of the three municipalities, each with the warning of a lawyer."""
    made = _made(_study(), language)
    names = ["intentieverklaring", "raadsvoorstel-aakerk", "raadsvoorstel-bovenbeek", "raadsvoorstel-coldenhove"]
    assert [letter.name for letter in made] == names
    words = "juridisch te toetsen" if language == "nl" else "checked by a lawyer"
    assert all(words in letter.warning and words in _text(letter) for letter in made)


def test_what_is_known_is_filled_in_and_what_is_not_is_open():
    """Names, inhabitants, question and days come from the study; persons, money and keys are never known."""
    intent, proposal, *_ = _made(_study("Gaan wij samen?", form="centrumgemeente"))
    assert all(word in _text(intent) for word in ("Aakerk", "12.000", "Gaan wij samen?", "centrumgemeente", "15 november 2027"))
    assert intent.open_fields.count("wie vertegenwoordigt, met besluit en datum") == 3
    assert {"bedrag met bandbreedte", "verdeelsleutel", "handtekening"} <= set(intent.open_fields)
    assert "Aakerk heeft 12.000 inwoners en 3 applicaties, en gebruikt er 4, waarvan 1 samen met een ander." in _text(proposal)


def test_without_question_form_or_size_these_are_open_fields():
    """Nothing is made up: an unknown number of inhabitants is a field, not zero."""
    sample = buurtschap()
    nameless = sample["organisations"].with_columns(pl.lit(None, pl.Int64).alias("inhabitants"))
    landscape = Landscape.of(sample.as_of, dict(sample.tables) | {"organisations": nameless})
    intent, proposal, *_ = _made(_study(landscape=landscape))
    assert {"de vraag van het bestuur in één zin", "rechtsvorm, of de vormen die u laat onderzoeken", "Inwoners"} <= set(
        intent.open_fields
    )
    assert "aantal" in proposal.open_fields


def test_doing_it_and_not_doing_it_get_the_same_number_of_decisions():
    """Proposal A and proposal B are equally long lists."""
    proposal = _made(_study())[1]
    on, stop = [part for part in proposal.parts if isinstance(part, Numbered)]
    assert len(on.items) == len(stop.items) == 5


def test_every_legal_basis_in_the_planning_says_how_certain_it_is():
    """Each act of the calendar is read in a source or to be verified."""
    intent = _made(_study())[0]
    planning = next(part for part in intent.parts if getattr(part, "heads", ())[-1:] == ("Zekerheid",))
    assert {"".join(run.text for run in row[-1]) for row in planning.rows} == {"gelezen bron", "te verifiëren"}


def test_names_cannot_make_or_break_a_field():
    """The marks of a field in a name are taken out."""
    assert runs("x " + field("a⟦b⟧c")) == (Run("x "), Run("abc", open=True))


def test_letters_show_only_what_is_openbaar():
    """At a higher class no letters are made; without governance there are none."""
    study = _study()
    with pytest.raises(ValueError, match="openbaar"):
        letters(View(study, INTERN, "nl"))
    assert _made(replace(study, results={})) == ()


def test_letters_come_with_the_public_dossier(tmp_path):
    """They lie in their own folder, and not beside the dossiers of a higher class."""
    study = _study()
    files = write({OPENBAAR: dossier(study, OPENBAAR)}, tmp_path)
    assert sorted(file.name for file in files if file.parent.name == "sjablonen")[0] == "intentieverklaring.docx"
    assert dossier(study, INTERN).letters == ()

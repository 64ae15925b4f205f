"""What people call instruments, tables and single figures of results."""

from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime

from wiel.texts import keys, say
from wiel_web.frame.context import language
from wiel_web.runs.models import Run

# The single figures that are compared, each with the form in which it is written.
FACTS: dict[str, dict[str, str]] = {
    "inventory": dict.fromkeys(
        (
            "applications",
            "uses",
            "shared_applications",
            "applications_without_product",
            "applications_without_component",
            "applications_without_end_of_support",
            "couplings",
            "contracts",
            "cells_known",
        ),
        "",
    ),
    "overlap": dict.fromkeys(("components", "components_majority", "components_shared", "cells_known", "cells_unknown"), "")
    | dict.fromkeys(("same_product_share_least", "same_product_share_most"), "share"),
    "rationalisation": dict.fromkeys(("applications_today", "applications_target", "changes"), "")
    | dict.fromkeys(("cost_today", "cost_plan", "saving_year", "once"), "eur")
    | {"gap": "share"},
    "business_case": dict.fromkeys(("cost_alone", "cost_best", "difference"), "eur")
    | {"chance_best_beats_alone": "share", "members_with_loss_most": "", "payback_year": "plain"}
    | dict.fromkeys(("share_needed", "share_found"), "share"),
    "cost_sharing": dict.fromkeys(("total", "today", "saving", "margin", "proposed_greatest_rise"), "eur")
    | dict.fromkeys(("keys_computed", "keys_stable", "proposed_losers"), ""),
    "benchmark": dict.fromkeys(("total_per_inhabitant", "published_indexed"), "eur") | {"members_known": ""},
    "governance": dict.fromkeys(("first_act", "last_council", "start"), "day")
    | dict.fromkeys(("weeks_needed", "acts", "acts_to_verify", "roles"), ""),
}


def title(name: str) -> str:
    """The name of an instrument, or of the study of feasibility."""
    return say(f"{name}.title" if f"{name}.title" in keys(language()) else f"runs.{name}-title", language())


def called(run: Run) -> str:
    """A run by its question, about whom, and when."""
    return f"{title(run.instrument)}, {run.partnership}, {date_format(localtime(run.made_at), 'j-n-Y H.i')}"


def table_name(instrument: str, key: str) -> str:
    """The name of a table of a result; one that has no name yet goes by its key."""
    return _named(f"runs.table.{instrument}.{key}", key)


def fact_name(instrument: str, key: str) -> str:
    """The name of a single figure of a result."""
    return _named(f"runs.fact.{instrument}.{key}", key)


def folder_name(key: str) -> str:
    """The name of a folder of a dossier; the dossier itself lies in none."""
    return _named(f"runs.folder-{key}", key) if key else ""


def _named(text: str, key: str) -> str:
    return say(text, language()) if text in keys(language()) else key.replace("_", " ").capitalize()

"""Which calculations disappear for others when an organisation withdraws what it opened."""

from collections.abc import Iterator

from django.urls import reverse

from wiel_web.runs import service as runs
from wiel_web.runs.templatetags.runs import instrument_title
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.hiding import Hidden
from wiel_web.tenancy.models import Opening
from wiel_web.tenancy.scoping import Subject


def hidden_runs(actor: Actor, opening: Opening) -> Iterator[Hidden]:
    """The runs that whoever the opening reaches no longer sees.

    Results that are opened: those of the organisation itself. Rows that are opened: runs of others into which they went; those are gone
    for their makers too.
    """
    found = runs.runs(actor)
    if opening.subject == Subject.RESULTS:
        found = found.filter(owner_id=actor.own)
    else:
        into = {"sources__organisation_id": actor.own, "sources__about": opening.subject}
        found = found.exclude(owner_id=actor.own).filter(**into).distinct()
    for run in found:
        title, url = instrument_title(run.instrument), reverse("runs:run", args=[run.pk])
        yield Hidden(title, run.owner.name, run.partnership.name, run.made_at.date(), url)

"""Which column of a list is what: from the words above it and the values below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wiel.exchange.cmdb.profile import Profile, kind_of
from wiel.exchange.cmdb.words import MEMBER, PEOPLE, header_scores
from wiel.schema import Kind

TYPED = (Kind.DAY, Kind.AMOUNT, Kind.COUNT, Kind.DECIMAL, Kind.FLAG)
CHOICES = ("status", "environment", "hosting", "personal_data")
USED, SURE = 0.5, 0.75
NAME, PRODUCT, KEY = "applications.name", "applications.product", "applications.id"
CONTRACT = "contracts.id"


@dataclass(frozen=True)
class Column:
    """What one column of a list is taken for.

    Args:
        header, sheet: where it stands.
        target: ``table.column``, ``member`` (whose row it is), ``people`` (never read) or None (not understood).
        confidence: 0 to 1; below `USED` the column is not used.
        reason: key of the sentence that says why.
        sample: the most common values; none where the column holds names of people.
        also: other targets that part of the same cell fills, such as the version behind a name.
    """

    header: str
    sheet: str | None
    target: str | None
    confidence: float
    reason: str
    sample: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def assigned(profiles: Mapping[str, Profile], sheet: str | None) -> list[Column]:
    """What each column is: every target once, the surest column first; what is left has no target and says why."""
    options = [
        Column(header, sheet, target, round(score, 2), reason, profile.sample)
        for header, profile in profiles.items()
        for target, score, reason in _candidates(header, profile)
    ]
    taken: dict[str, Column] = {}
    chosen: dict[str, Column] = {}
    for option in sorted(options, key=lambda column: -column.confidence):
        target = str(option.target)
        if option.header in chosen or option.confidence < USED:
            continue
        if target == PEOPLE:
            chosen[option.header] = replace(option, sample=())
        elif target not in taken:
            taken[target] = chosen[option.header] = option
    left = {header: _left(header, sheet, profile, options) for header, profile in profiles.items() if header not in chosen}
    columns = [chosen.get(header) or left[header] for header in profiles]
    return columns if NAME in taken or PRODUCT in taken else _with_likely_name(columns, profiles)


def _candidates(header: str, profile: Profile) -> Sequence[tuple[str, float, str]]:
    """Targets of a column, each with how sure and why."""
    found = []
    for target, score in header_scores(header).items():
        fit = _fit(target, profile)
        reason = "cmdb.by-header" if fit is None else "cmdb.by-header-and-values" if fit >= SURE else "cmdb.header-against-values"
        found.append((target, score if fit is None else score * (0.4 + 0.6 * fit), reason))
    people = profile.share_of_people
    if people >= USED and not any(target == KEY for target, _, _ in found):
        return [(PEOPLE, 1.0, "cmdb.people-by-values")]
    if not found and len(profile.cells) > 3:
        found.extend((f"applications.{name}", 0.65, "cmdb.by-values") for name in CHOICES[:3] if _speaks(profile, name))
        if profile.share_of_functions >= USED:
            found.append(("applications.components", 0.65, "cmdb.by-values"))
    return found


def _speaks(profile: Profile, choice: str) -> bool:
    """Whether values alone tell which choice this is; yes and no, and one word for all, do not."""
    words = {text.lower() for text in profile.counts}
    return (
        profile.share_of_words(choice) >= 0.8 and len(words) > 1 and not words <= {"ja", "nee", "j", "n", "x", "p", "t", "a", "o"}
    )


def _fit(target: str, profile: Profile) -> float | None:
    """How well the values suit a target; None where anything does or nothing is filled."""
    if not profile.cells or target in (MEMBER, PEOPLE):
        return None
    column = target.partition(".")[2]
    if target.startswith("applications.") and column in CHOICES:
        return profile.share_of_words(column)
    kind = kind_of(target)
    if kind in TYPED:
        return profile.share(kind)
    if target in (NAME, PRODUCT, CONTRACT):
        return 1 - max(0.0 if target == CONTRACT else profile.share(Kind.AMOUNT), profile.share(Kind.DAY))
    return None


def _left(header: str, sheet: str | None, profile: Profile, options: Sequence[Column]) -> Column:
    """A column that has no target: unknown words, values that do not fit, or another column is surer."""
    own = [option for option in options if option.header == header]
    if not profile.cells:
        return Column(header, sheet, None, 0.0, "cmdb.empty-column")
    if not own:
        return Column(header, sheet, None, 0.0, "cmdb.not-understood", profile.sample)
    best = max(own, key=lambda option: option.confidence)
    reason = "cmdb.taken-by-other" if best.confidence >= USED else "cmdb.values-do-not-fit"
    return Column(header, sheet, None, best.confidence, reason, profile.sample)


def _with_likely_name(columns: Sequence[Column], profiles: Mapping[str, Profile]) -> list[Column]:
    """Where no header speaks of a name: the column without target whose words differ most; never sure."""
    free = [c for c in columns if c.target is None and profiles[c.header].cells]
    likely = [c for c in free if profiles[c.header].distinct >= USED and (_fit(NAME, profiles[c.header]) or 0) >= SURE]
    best = max(likely, key=lambda c: len(profiles[c.header].counts), default=None)
    named = None if best is None else replace(best, target=NAME, confidence=USED, reason="cmdb.likely-name")
    return [named if named is not None and column is best else column for column in columns]

"""What the reader should know or mend, one finding per kind."""

from collections.abc import Iterator, Mapping

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.instruments.cost_sharing.divide import NOT_POSITIVE, NOTHING_COUNTED
from wiel.instruments.cost_sharing.options import COUNTED
from wiel.instruments.cost_sharing.outcome import Answer
from wiel.instruments.cost_sharing.stake import Stake
from wiel.quantities import Confidentiality
from wiel.texts.numbers import Value

OPENBAAR = Confidentiality.OPENBAAR
WARNING, INFO = Severity.WARNING, Severity.INFO
NOTHING = Rule("cost_sharing.nothing-to-divide", WARNING, OPENBAAR)
ALONE = Rule("cost_sharing.alone", WARNING, OPENBAAR)
PLAIN_PLAN = Rule("cost_sharing.plain-plan", INFO, OPENBAAR)
DEARER = Rule("cost_sharing.plan-dearer", WARNING, OPENBAAR)
LACKS = {key: Rule(f"cost_sharing.lacks-{key}", WARNING, OPENBAAR) for key in COUNTED}
REASONS = {reason: Rule(f"cost_sharing.{reason}", WARNING, OPENBAAR) for reason in (NOTHING_COUNTED, NOT_POSITIVE)}
NO_INHABITANTS = Rule("cost_sharing.no-inhabitants", WARNING, OPENBAAR)
NO_BUDGET = Rule("cost_sharing.no-budget", INFO, OPENBAAR)
ASSUMED_COST = Rule("cost_sharing.assumed-cost", WARNING, OPENBAAR)
ASSUMED_USES = Rule("cost_sharing.assumed-uses", INFO, OPENBAAR)
REFUND = Rule("cost_sharing.negative-bill", WARNING)
NOT_SUBADDITIVE = Rule("cost_sharing.not-subadditive", INFO)
CORE_EMPTY = Rule("cost_sharing.core-empty", WARNING, OPENBAAR)
NOT_LIMITED = Rule("cost_sharing.not-limited", WARNING, OPENBAAR)
NOT_PROVEN = Rule("cost_sharing.not-proven", WARNING, OPENBAAR)
SAMPLED = Rule("cost_sharing.sampled", INFO, OPENBAAR)
RELAXED = Rule("cost_sharing.cap-relaxed", WARNING, OPENBAAR)
NO_LEAVER = Rule("cost_sharing.unknown-leaver", WARNING, OPENBAAR)
NO_ENTRY = Rule("cost_sharing.entry-unknown", INFO, OPENBAAR)


def findings(answer: Answer, facts: Mapping[str, Value]) -> Findings:
    """All of them, in the order of the work."""
    if answer.stake is None:
        return Findings.of([answer.refusal or NOTHING.broken()])
    stake = answer.stake
    found = [ALONE.broken()] if len(stake.members) < 2 else []
    if not answer.plan_given:
        found.append(PLAIN_PLAN.broken())
    if sum(stake.today) < stake.total:
        found.append(DEARER.broken(amount=stake.total - sum(stake.today)))
    found += [*_unknown(answer, stake), *_assumed(stake), *_strange(answer, stake, facts), *_moving(answer, stake)]
    return Findings.of(found)


def _unknown(answer: Answer, stake: Stake) -> Iterator[Finding]:
    """Keys that are not computed, and effects that cannot be told."""
    lacking = {division.lacking: division.lacks for division in answer.divisions if division.lacks}
    for what, names in lacking.items():
        yield LACKS[what].broken(n=len(names), names=list(names))
    for reason in dict.fromkeys(division.reason for division in answer.divisions if division.reason):
        yield REASONS[reason].broken()
    nobody = [name for name, count in zip(stake.names, stake.inhabitants, strict=True) if not count]
    if nobody and "inhabitants" not in lacking:
        yield NO_INHABITANTS.broken(n=len(nobody), names=nobody)
    poor = (
        [name for name, budget in zip(stake.names, stake.budget, strict=True) if not budget] if stake.budget else list(stake.names)
    )
    if poor:
        yield NO_BUDGET.broken(n=len(poor), names=poor)


def _assumed(stake: Stake) -> Iterator[Finding]:
    """What rests on an assumption."""
    guessed = [name for name, assumed in zip(stake.names, stake.assumed_cost, strict=False) if assumed]
    if guessed:
        yield ASSUMED_COST.broken(n=len(guessed), names=guessed)
    counted = [name for name, uses in zip(stake.names, stake.assumed_uses, strict=False) if uses]
    if counted:
        yield ASSUMED_USES.broken(n=sum(stake.assumed_uses), names=counted)


def _strange(answer: Answer, stake: Stake, facts: Mapping[str, Value]) -> Iterator[Finding]:
    """What is allowed and yet surprises."""
    for refund in answer.refunds:
        name, group = stake.names[refund.place], stake.group(refund.coalition)
        yield REFUND.broken(key=refund.key, name=name, amount=-refund.amount, group=group, added=round(refund.added))
    subadditive = answer.room.subadditive if answer.room else None
    if subadditive and not subadditive.holds:
        first, second = (stake.group(group) for group in subadditive.pair)
        yield NOT_SUBADDITIVE.broken(first=first, second=second, amount=round(subadditive.shortfall))
    if facts["core_empty"]:
        yield CORE_EMPTY.broken(amount=facts["epsilon"])
    solved = next((division for division in answer.divisions if division.key == "nucleolus" and division.cents), None)
    if solved and not solved.limited:
        yield NOT_LIMITED.broken()
    if solved and solved.proof is False:
        yield NOT_PROVEN.broken()
    if not stake.coalitions.exact:
        yield SAMPLED.broken(members=len(stake.members), samples=answer.options.samples)


def _moving(answer: Answer, stake: Stake) -> Iterator[Finding]:
    """Phase-in, joining and leaving."""
    chosen = next((t for t in answer.transitions if answer.proposal and t.key == answer.proposal.key), None)
    if chosen and chosen.relaxed is not None:
        yield RELAXED.broken(asked=chosen.cap, cap=chosen.relaxed)
    leaver = answer.options.leaving
    if leaver and leaver not in (*stake.members, *stake.names):
        yield NO_LEAVER.broken(name=leaver, names=list(stake.names))
    if stake.book_value is None or stake.investment is None:
        yield NO_ENTRY.broken()

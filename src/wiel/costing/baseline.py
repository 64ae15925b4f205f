"""What every member pays a year for every application, per part, to the cent; known apart from assumed."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from wiel.costing.ledger import WORD_OF, Ledger, ledger_of, lines_doubtful, lines_unfit
from wiel.costing.table import PARTS, Floats, Ints
from wiel.costing.usage import Usage
from wiel.errors import InvalidProblem
from wiel.findings import Finding, Findings, Rule, Severity
from wiel.landscape import Landscape
from wiel.methods.allocation.rounding import divide_lines
from wiel.quantities import Confidentiality
from wiel.texts import Sentence

SOFTWARE = PARTS.index("software")
# Divides evenly over up to ten users of one application.
WHOLE = 2520
PART_UNKNOWN = Rule("costing.part-unknown", Severity.WARNING)
PART_NOWHERE = Rule("costing.part-nowhere", Severity.WARNING)
NEGATIVE = Rule("costing.negative-total", Severity.WARNING)
ABOVE_LEDGER = Rule("costing.contracts-above-ledger", Severity.WARNING, Confidentiality.VERTROUWELIJK)
CREDIT = Rule("costing.credit-application", Severity.WARNING)
ELSEWHERE = Rule("costing.line-elsewhere", Severity.INFO)


@dataclass(frozen=True, eq=False)
class Baseline:
    """Cents a year per part, member and application; the last column is cost of a member that has no application.

    `known` comes from ledger or contract, `assumed` from other members; both (P, M, K + 1). `ledger` (P, M) is what the ledger says,
    -1 where it is unknown.
    """

    known: Ints
    assumed: Ints
    ledger: Ints
    lines: Ledger


def baseline_of(landscape: Landscape, usage: Usage, inhabitants: Floats, weight: str) -> tuple[Baseline, Findings]:
    """Divide ledger and contracts over applications, and fill what is unknown from the others."""
    ledger = ledger_of(landscape["costs"], usage.members, landscape.as_of.year)
    found: list[Finding] = []
    found += lines_unfit(landscape["costs"], usage.members) + lines_doubtful(ledger, usage)
    totals = _totals(ledger, usage, found)
    booked = _booked(ledger, usage, found)
    promised = _promised(landscape, usage)
    weights = _weights(usage, weight)
    known = np.zeros((len(PARTS), len(usage.members), len(usage.applications) + 1), np.int64)
    for p, m in np.ndindex(totals.shape):
        agreed = promised[m] if p == SOFTWARE else np.zeros_like(promised[m])
        known[p, m], over = _divided(int(totals[p, m]), booked[p, m], agreed, weights[m])
        if over:
            found.append(ABOVE_LEDGER.broken(member=usage.names[m], amount=over))
    assumed = _assumed(totals, known, weights, inhabitants, usage, found)
    return Baseline(known, assumed, totals, ledger), Findings.of(found)


def _totals(ledger: Ledger, usage: Usage, found: list[Finding]) -> Ints:
    """What the ledger says per part and member, (P, M); -1 where that is unknown or below zero."""
    totals = np.full((len(PARTS), len(usage.members)), -1, np.int64)
    for p, m in np.ndindex(totals.shape):
        total = ledger.total(usage.members[m], PARTS[p])
        if total is not None and total < 0:
            found.append(NEGATIVE.broken(member=usage.names[m], part=WORD_OF[PARTS[p]], amount=total))
        totals[p, m] = -1 if total is None else max(total, -1)
    return totals


def _booked(ledger: Ledger, usage: Usage, found: list[Finding]) -> Ints:
    """Cents of the lines that name an application that the member uses, (P, M, K + 1). Below zero together: into the remainder."""
    booked = np.zeros((len(PARTS), len(usage.members), len(usage.applications) + 1), np.int64)
    number, seat, elsewhere = usage.number, {member: m for m, member in enumerate(usage.members)}, 0
    named = ledger.lines.drop_nulls(["application", "amount"])
    for o, p, k, cents in named.select("organisation", "part", "application", "amount").iter_rows():
        if k in number and usage.uses[seat[o], number[k]]:
            booked[PARTS.index(p), seat[o], number[k]] += cents
        else:
            elsewhere += 1
    for p, m, k in np.argwhere(booked < 0).tolist():
        found.append(CREDIT.broken(application=usage.applications[k], part=WORD_OF[PARTS[p]], amount=int(booked[p, m, k])))
    if elsewhere:
        found.append(ELSEWHERE.broken(n=elsewhere))
    return np.maximum(booked, 0)


def _promised(landscape: Landscape, usage: Usage) -> Ints:
    """Cents a year per member and application of the contracts that run, divided evenly over the applications of a contract."""
    today = landscape.as_of
    running = landscape["contracts"].filter(
        pl.col("annual_value").is_not_null() & (pl.col("start").is_null() | (pl.col("start") <= today)),
        pl.col("end").is_null() | (pl.col("end") >= today),
    )
    number, seat = usage.number, {member: m for m, member in enumerate(usage.members)}
    links = landscape["contract_applications"].unique().filter(pl.col("application").is_in(list(number)))
    joined = running.unique("id", keep="first").join(links, left_on="id", right_on="contract").sort("id", "application")
    promised = np.zeros((len(usage.members), len(number) + 1), np.int64)
    for contract in joined.select("organisation", "annual_value", "id", "application").partition_by("id", maintain_order=True):
        organisation, value = contract.row(0)[:2]
        if organisation in seat:
            held = [number[application] for application in contract["application"]]
            promised[seat[organisation], held] += divide_lines(np.array([value]), np.ones((1, len(held)), np.int64))[0]
    promised[:, :-1] *= usage.uses
    return promised


def _divided(total: int, booked: Ints, promised: Ints, weights: Ints) -> tuple[Ints, int]:
    """Cents per application of one part of one member, and by how much contracts go above the ledger.

    Lines that name an application go there, contracts where no line does, and the rest over the applications without either; where
    every application has one of both, over all. Everything together is the total of the ledger.
    """
    agreed = np.where(booked > 0, 0, promised)
    if total < 0:
        return booked + agreed, 0
    fixed, over = booked + agreed, 0
    if int(fixed.sum()) > total:
        over = int(fixed.sum()) - total
        left = max(total - int(booked.sum()), 0)
        agreed = _shared(left, agreed)
        fixed = (booked if int(booked.sum()) <= total else _shared(total, booked)) + agreed
    free = np.where(fixed > 0, 0, weights)
    remainder = total - int(fixed.sum())
    return fixed + _shared(remainder, free if free.any() else weights), over


def _shared(cents: int, weights: Ints) -> Ints:
    """An amount over weights; nothing where there is nothing to share or nobody to share it."""
    if not cents or not weights.any():
        return np.zeros_like(weights)
    shared: Ints = divide_lines(np.array([cents]), weights[None, :])[0]
    return shared


def _assumed(totals: Ints, known: Ints, weights: Ints, inhabitants: Floats, usage: Usage, found: list[Finding]) -> Ints:
    """What is unknown, at the median per inhabitant of the members that know it, less what contracts and lines already say."""
    assumed = np.zeros_like(known)
    for p, part in enumerate(PARTS):
        missing = np.flatnonzero(totals[p] < 0)
        sure = (totals[p] >= 0) & np.isfinite(inhabitants)
        if not len(missing):
            continue
        names = [usage.names[m] for m in missing]
        if not (totals[p] >= 0).any():
            found.append(PART_NOWHERE.broken(part=WORD_OF[part]))
            continue
        if not sure.any():
            raise InvalidProblem(Sentence("costing.no-inhabitants", {"member": names[0]}))
        each = float(np.median(totals[p, sure] / inhabitants[sure]))
        found.append(PART_UNKNOWN.broken(part=WORD_OF[part], names=names, each=round(each)))
        for m in missing:
            if not np.isfinite(inhabitants[m]):
                raise InvalidProblem(Sentence("costing.no-inhabitants", {"member": usage.names[m]}))
            rest = max(round(each * float(inhabitants[m])) - int(known[p, m].sum()), 0)
            free = np.where(known[p, m] > 0, 0, weights[m])
            assumed[p, m] = _shared(rest, free if free.any() else weights[m])
    return assumed


def _weights(usage: Usage, weight: str) -> Ints:
    """How heavy an application counts at a member, (M, K + 1); a shared one counts in part at each of its users."""
    own = np.array([max(1, len(found)) if weight == "components" else 1 for found in usage.serves], np.int64)
    users = np.maximum(usage.uses.sum(axis=0), 1)
    weights = np.where(usage.uses, WHOLE * own // users, 0)
    nothing = (weights.sum(axis=1) == 0).astype(np.int64)
    return np.column_stack([weights, nothing])

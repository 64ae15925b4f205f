"""Plans the acts of one form: backwards from the start to the letter of intent, and the budget cycle of the first year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wiel.instruments.governance.compare import Form
from wiel.instruments.governance.rules import Rules, Term

FOUNDING, BUDGET, ACCOUNTS = "oprichting", "begroting", "verantwoording"
COLLEGE, COUNCIL, WORKS_COUNCIL = "college", "raad", "ondernemingsraad"
BOARD, HOST, PROVINCE = "bestuur", "gastheer", "gedeputeerde staten"
WGR, PRIVATE = "wgr", "privaat"
LAST_COUNCIL_ACTS = ("permission", "wishes")
WGR_1, WGR_26, WOR_25, GW_160 = "Wgr art. 1", "Wgr art. 26", "WOR art. 25", "Gemeentewet art. 160 lid 2"
JUDGED, DERIVED, TO_VERIFY = "O", "D", "K"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a body does: its term from `start` to `until` (the last day), the basis in law and its label, the label of the date.

    The label of a date is that of the rule that names it; O where the date follows from terms that no law gives.
    """

    act: str
    phase: str
    body: str
    until: date
    basis: str
    label: str
    date_label: str
    start: date | None = None
    weeks: int | None = None
    rule_from: date | None = None


@dataclass(frozen=True)
class Planner:
    """Works out the calendar of a form for a first budget year, by the rules of each year."""

    rules: Rules

    def acts(self, form: Form, year: int) -> list[Act]:
        """Every act in the order of its last day."""
        cycle = list(self._wgr(form, year) if form.cycle == WGR else self._own(form, year))
        found = self._private(year) if form.route == PRIVATE else self._scheme(self._in_force(form, year), year, form.cycle == WGR)
        return sorted([*found, *cycle], key=lambda act: (act.until, act.phase))

    def _in_force(self, form: Form, year: int) -> date:
        """A body of the Wgr must be there when its first draft budget goes out; the others on the first day of the year."""
        return self._draft(year)[0] if form.cycle == WGR else date(year, 1, 1)

    def _draft(self, year: int) -> tuple[date, Term, Term]:
        """The last day on which the draft budget goes out, so that the board can still decide before the budget must be at the province."""
        limit, term = self.rules.day("budget_to_province", year - 1), self.rules.weeks("draft_weeks", year - 1)
        assert limit.day is not None
        return limit.day - timedelta(weeks=term.count), limit, term

    def _scheme(self, in_force: date, year: int, wgr: bool) -> Iterator[Act]:
        """Bringing about an arrangement of the Wgr: view, permission, decision, publication."""
        weeks = {name: self.rules.weeks(f"{name}_weeks", year - 1) for name in _TERMS}
        adopted = in_force - _long(weeks["publication"])
        permitted = adopted - _long(weeks["adoption"])
        if not wgr:
            permitted = min(permitted, self._own_budget(year))
        permitted = self._met(permitted)
        asked = permitted - _long(weeks["permission"])
        viewed = self._met(asked - _long(weeks["revision"]))
        sent = viewed - _long(weeks["view"])
        yield self._intent(sent, weeks["preparation"])
        yield Act("draft-scheme", FOUNDING, COLLEGE, sent, WGR_1, TO_VERIFY, JUDGED, sent - _long(weeks["preparation"]))
        if weeks["view"].count:
            yield _termed("view", COUNCIL, viewed, WGR_1, sent, weeks["view"])
        yield self._advice(sent, weeks["works_council"])
        yield Act("revise", FOUNDING, COLLEGE, asked, WGR_1, TO_VERIFY, JUDGED, viewed)
        yield replace(_termed("permission", COUNCIL, permitted, WGR_1, asked, weeks["permission"]), label=TO_VERIFY)
        yield from self._ending((permitted, adopted, in_force), year, WGR_1, (WGR_26, BOARD if wgr else HOST))

    def _private(self, year: int) -> Iterator[Act]:
        """Bringing about a legal person of private law: wishes and concerns of the councils, decision, deed."""
        weeks = {name: self.rules.weeks(f"{name}_weeks", year - 1) for name in _TERMS}
        adopted = date(year, 1, 1) - _long(weeks["publication"])
        heard = self._met(min(adopted - _long(weeks["adoption"]), self._own_budget(year)))
        sent = heard - _long(weeks["wishes"])
        yield self._intent(sent, weeks["preparation"])
        yield Act("draft-deed", FOUNDING, COLLEGE, sent, GW_160, TO_VERIFY, JUDGED, sent - _long(weeks["preparation"]))
        yield replace(_termed("wishes", COUNCIL, heard, GW_160, sent, weeks["wishes"]), label=TO_VERIFY)
        yield self._advice(sent, weeks["works_council"])
        yield from self._ending((heard, adopted, date(year, 1, 1)), year, GW_160, ("BW boek 2", BOARD))

    def _intent(self, sent: date, preparation: Term) -> Act:
        return Act("intent", FOUNDING, COLLEGE, sent - _long(preparation), "", JUDGED, JUDGED)

    def _advice(self, sent: date, term: Term) -> Act:
        act = _termed("advice", WORKS_COUNCIL, sent + _long(term), WOR_25, sent, term)
        return replace(act, label=TO_VERIFY)

    def _ending(self, days: tuple[date, date, date], year: int, basis: str, publication: tuple[str, str]) -> Iterator[Act]:
        """From the last word of the councils (decided, adopted, in force) to the first day; `publication` is its basis and body."""
        decided, adopted, in_force = days
        wait = self.rules.weeks("works_council_wait_months", year - 1)
        yield Act("adopt", FOUNDING, COLLEGE, adopted, basis, TO_VERIFY, JUDGED, decided)
        yield Act("wait", FOUNDING, WORKS_COUNCIL, _months(adopted, wait.count), "WOR art. 25 lid 6", wait.label, JUDGED, adopted)
        yield Act("publish", FOUNDING, publication[1], in_force, publication[0], TO_VERIFY, JUDGED, adopted)
        yield Act("start", FOUNDING, BOARD, date(year, 1, 1), "", JUDGED, JUDGED)

    def _wgr(self, form: Form, year: int) -> Iterator[Act]:
        """The budget cycle of a body of the Wgr for budget year `year`."""
        frame = self.rules.day("framework_before", year - 1)
        sent, limit, term = self._draft(year)
        early, late = self.rules.day("framework_before", year + 1), self.rules.day("accounts_to_province", year + 1)
        found = [
            _ruled("framework", BUDGET, BOARD, frame, "Wgr art. 34b"),
            Act("draft-budget", BUDGET, BOARD, sent, "Wgr art. 35", term.label, DERIVED, None, term.count, term.since),
            replace(_ruled("budget-view", BUDGET, COUNCIL, limit, "Wgr art. 35"), start=sent, weeks=term.count, date_label=DERIVED),
            _ruled("budget-province", BUDGET, PROVINCE, limit, "Wgr art. 34 lid 2"),
            _ruled("preliminary-accounts", ACCOUNTS, BOARD, early, "Wgr art. 34b"),
            _ruled("accounts-province", ACCOUNTS, PROVINCE, late, "Wgr art. 34 lid 4"),
        ]
        yield from (replace(act, label=form.cycle_label or act.label) for act in found)

    def _own(self, form: Form, year: int) -> Iterator[Act]:
        """The cycle of the members themselves, with the offer of the host, or the accounts of a legal person of private law."""
        budget, accounts = (
            self.rules.day("host_budget_to_province", year - 1),
            self.rules.day("host_accounts_to_province", year + 1),
        )
        body = BOARD if form.route == PRIVATE else HOST
        yield _ruled("offer", BUDGET, body, self.rules.day("offer_before", year - 1), "dienstverleningsovereenkomst")
        yield _ruled("own-budget", BUDGET, PROVINCE, budget, "Gemeentewet art. 191")
        if form.accounts_months is None:
            yield _ruled("own-accounts", ACCOUNTS, PROVINCE, accounts, "Gemeentewet art. 200")
        else:
            day = _months(date(year, 12, 31), form.accounts_months)
            yield Act("company-accounts", ACCOUNTS, BOARD, day, form.accounts_basis, TO_VERIFY, TO_VERIFY)

    def _own_budget(self, year: int) -> date:
        """The contribution must be in the budgets of the members themselves."""
        day = self.rules.day("host_budget_to_province", year - 1).day
        assert day is not None
        return day

    def _met(self, day: date) -> date:
        """The day itself, or the last one before the summer recess when no council meets on it."""
        first, last = self.rules.day("recess_from", day.year).day, self.rules.day("recess_until", day.year).day
        assert first is not None
        assert last is not None
        return first - timedelta(days=1) if first <= day <= last else day


_TERMS = ("publication", "adoption", "permission", "revision", "view", "wishes", "works_council", "preparation")


def _termed(name: str, body: str, day: date, basis: str, start: date, term: Term) -> Act:
    return Act(name, FOUNDING, body, day, basis, term.label, JUDGED, start, term.count, term.since)


def _ruled(name: str, phase: str, body: str, term: Term, basis: str) -> Act:
    assert term.day is not None
    return Act(name, phase, body, term.day, basis, term.label, term.label, rule_from=term.since)


def _long(term: Term) -> timedelta:
    return timedelta(weeks=term.count)


def _months(day: date, count: int) -> date:
    """So many months later, on the same day or the last one of its month.

    >>> _months(date(2026, 12, 31), 6), _months(date(2027, 1, 30), 1)
    (datetime.date(2027, 6, 30), datetime.date(2027, 2, 28))
    """
    month = day.month - 1 + count
    first_after = date(day.year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = first_after - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))

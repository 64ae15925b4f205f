"""Activity-based costing: by surveyed shares, and by time with the idle capacity shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from wiel.findings import Findings, Place, Rule, Severity
from wiel.methods.allocation.exact import Number, exact, non_negative, refuse_duplicates, refused
from wiel.methods.allocation.keys import part_given

OVER_CAPACITY = Rule("allocation.over-capacity", Severity.WARNING)


@dataclass(frozen=True)
class Activity:
    """Something done a number of times; `measure` is its share of the cost (ABC) or its time per unit (TDABC)."""

    name: str
    volume: Fraction
    measure: Fraction

    @classmethod
    def of(cls, name: str, volume: Number, measure: Number) -> "Activity":
        """An activity from numbers as written; negative ones are refused."""
        return cls(name, non_negative(volume, f"{name}, volume"), non_negative(measure, name))


@dataclass(frozen=True)
class Rate:
    """`rate` in euro per unit of an activity, `amount` in euro for its whole volume."""

    name: str
    rate: Fraction
    amount: Fraction


@dataclass(frozen=True)
class Activities:
    """What each activity costs."""

    rates: tuple[Rate, ...]
    algorithm: str = "alloc.abc"


@dataclass(frozen=True)
class TimeDriven:
    """What each activity costs by time; `used_cost` + `unused_cost` = the cost. Capacities in the unit of time."""

    rate: Fraction
    rates: tuple[Rate, ...]
    used_capacity: Fraction
    unused_capacity: Fraction
    used_cost: Fraction
    unused_cost: Fraction
    algorithm: str = "alloc.tdabc"

    @property
    def findings(self) -> Findings:
        """A warning when more was used than there is."""
        if self.unused_capacity >= 0:
            return Findings()
        over = OVER_CAPACITY.broken(Place(), over=float(-self.unused_capacity), used=float(self.used_capacity))
        return Findings((over,))


def activity_based(cost: Number, activities: Sequence[Activity]) -> Activities:
    """What does one unit of each activity cost by a survey of the staff? ``alloc.abc``: rate_a = C * s_a / volume_a.

    `cost` C in euro; each activity's `measure` is its share s_a, together at most 1; what the shares leave stays unassigned. Idle time
    hides in the rates. Source: Kaplan & Anderson 2004 (the method they argue against).

    >>> activity_based(560000, [Activity.of("orders", 49000, "1")]).rates[0].rate
    Fraction(80, 7)
    """
    whole = exact(cost, "cost")
    _check(activities)
    shares = part_given({activity.name: activity.measure for activity in activities}, "shares of the activities")
    return Activities(tuple(_surveyed(activity, whole * shares[activity.name]) for activity in activities))


def _surveyed(activity: Activity, amount: Fraction) -> Rate:
    if not activity.volume and activity.measure:
        raise refused("no-volume", name=activity.name)
    return Rate(activity.name, amount / activity.volume if activity.volume else Fraction(0), amount)


def time_driven(cost: Number, practical_capacity: Number, activities: Sequence[Activity]) -> TimeDriven:
    """What does one unit of each activity cost by the time it takes, and what does idle capacity cost? ``alloc.tdabc``.

    rate = C / practical capacity; an activity costs unit time * rate each. `cost` C in euro, `practical_capacity` in minutes
    (or any unit of time), each activity's `measure` its time per unit in the same. Source: Kaplan & Anderson, HBR November
    2004.

    >>> answer = time_driven(560000, 700000, [Activity.of("orders", 49000, 8)])
    >>> answer.rate, answer.rates[0].rate, answer.unused_cost
    (Fraction(4, 5), Fraction(32, 5), Fraction(246400, 1))
    """
    whole, capacity = exact(cost, "cost"), exact(practical_capacity, "practical capacity")
    if capacity <= 0:
        raise refused("capacity-not-positive", value=str(practical_capacity))
    _check(activities)
    rate = whole / capacity
    rates = tuple(Rate(a.name, rate * a.measure, rate * a.measure * a.volume) for a in activities)
    used = sum((a.measure * a.volume for a in activities), start=Fraction(0))
    return TimeDriven(rate, rates, used, capacity - used, rate * used, whole - rate * used)


def _check(activities: Sequence[Activity]) -> None:
    if not activities:
        raise refused("too-few", what="activities")
    refuse_duplicates((activity.name for activity in activities), "activities")

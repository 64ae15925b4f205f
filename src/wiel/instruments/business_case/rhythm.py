"""How money spreads over the years when the start, the ramp and the delay differ per draw. Every array is (draws, years)."""

import numpy as np

from wiel.methods.simulation import Floats


def ramped(years: int, start: Floats, ramp: Floats) -> Floats:
    """Which part of each year's full effect is reached, when it grows in a straight line from `start` on, during `ramp` years?

    Year y (from 1) holds F(y − start) − F(y − 1 − start), F(x) = x² / 2B for 0 ≤ x ≤ B and x − B/2 beyond: the mean height over the year.

    >>> ramped(4, np.array([1.0]), np.array([2.0])).round(3).tolist()
    [[0.0, 0.25, 0.75, 1.0]]
    """
    passed = np.maximum(_edges(years) - start[:, None], 0.0)
    length = ramp[:, None]
    within = passed < length
    rising = np.divide(passed**2, 2 * length, out=np.zeros_like(passed), where=within)
    reached = np.where(within, rising, passed - length / 2)
    return np.diff(reached, axis=1)


def started(years: int, start: Floats) -> Floats:
    """Which part of each year lies after the start?

    >>> started(3, np.array([1.25])).tolist()
    [[0.0, 0.75, 1.0]]
    """
    return np.diff(np.maximum(_edges(years) - start[:, None], 0.0), axis=1)


def waited(years: int, planned: Floats, start: Floats) -> Floats:
    """Which part of each year passes between the planned and the real start?

    >>> waited(3, np.array([1.0]), np.array([2.5])).tolist()
    [[0.0, 1.0, 0.5]]
    """
    return started(years, planned) - started(years, start)


def fading(years: int, start: Floats, length: Floats) -> Floats:
    """Which part is left in each year of what is whole in the first year after the start and falls by 1 / length each year after it?

    Year k after the start (k from 0) holds max(0, 1 − k / length).

    >>> fading(4, np.array([0.0]), np.array([2.0])).tolist(), fading(3, np.array([0.5]), np.array([2.0])).tolist()
    ([[1.0, 0.5, 0.0, 0.0]], [[0.5, 0.75, 0.25]])
    """
    passed = np.maximum(_edges(years) - start[:, None], 0.0)
    left = np.maximum(length, 1e-9)[:, None]
    whole = np.minimum(np.floor(passed), np.ceil(left))
    steps = whole - whole * (whole - 1.0) / (2.0 * left)
    rest = (passed - np.floor(passed)) * np.maximum(1.0 - np.floor(passed) / left, 0.0)
    kept: Floats = np.diff(steps + rest, axis=1)
    return kept


def once(years: int, start: Floats) -> Floats:
    """One in the year in which it starts; nothing where that is beyond the last year.

    >>> once(3, np.array([1.25])).tolist()
    [[0.0, 1.0, 0.0]]
    """
    begins: Floats = (np.arange(years) == np.floor(start)[:, None]).astype(np.float64)
    return begins


def depreciated(years: int, start: Floats, life: int) -> Floats:
    """Which part of an investment is written off each year: straight, from the year after it is in use, in `life` years.

    >>> depreciated(5, np.array([0.5]), 2).tolist()
    [[0.0, 0.5, 0.5, 0.0, 0.0]]
    """
    age = np.arange(years) - np.floor(start)[:, None]
    written: Floats = np.where((age >= 1) & (age <= life), 1.0 / max(life, 1), 0.0)
    return written


def booked(years: int, start: Floats, life: int) -> Floats:
    """Which part of an investment stands in the books at the beginning of each year, the one after the last included: (draws, years + 1).

    >>> booked(4, np.array([0.5]), 2).tolist()
    [[0.0, 1.0, 0.5, 0.0, 0.0]]
    """
    written = np.concatenate([np.zeros((len(start), 1)), np.cumsum(depreciated(years, start, life), axis=1)], axis=1)
    there = np.arange(years + 1) > np.floor(start)[:, None]
    return np.where(there, 1.0 - written, 0.0)


def _edges(years: int) -> Floats:
    """The ends of the years, 0 first."""
    edges: Floats = np.arange(years + 1, dtype=np.float64)[None, :]
    return edges

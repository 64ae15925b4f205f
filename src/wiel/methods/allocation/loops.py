"""Circles of services that keep all their output: found by strong components, named by one loop in them."""

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from wiel.methods.allocation.exact import refused

NAMED = 12


def components(giver: NDArray[np.int64], receiver: NDArray[np.int64], services: int) -> NDArray[np.int64]:
    """Which services serve one another, directly or through others?

    `giver` and `receiver` number the flows between services; the answer numbers the strong component of each service, a giver's
    component never below its receiver's (components come out receivers first). Source: Tarjan 1972, in the variant of Pearce.

    >>> components(np.array([0, 1, 1]), np.array([1, 0, 2]), 3).tolist()
    [1, 1, 0]
    """
    pattern = csr_array((np.ones(len(giver)), (giver, receiver)), shape=(services, services))
    return connected_components(pattern, directed=True, connection="strong")[1].astype(np.int64)


def closed_component(giver: ArrayLike, receiver: ArrayLike, services: int) -> NDArray[np.int64]:
    """Which services form a circle that nothing leaves? Empty when from every service some output reaches a member.

    `receiver` numbers services below `services` and members from there on; only flows above zero may be given. A service
    without any receiver is a circle of its own.

    >>> closed_component([0, 1, 2], [1, 0, 3], 3).tolist()
    [0, 1]
    """
    giver, receiver = np.asarray(giver, dtype=np.int64), np.asarray(receiver, dtype=np.int64)
    inner = receiver < services
    label = components(giver[inner], receiver[inner], services)
    leaves = ~inner
    leaves[inner] = label[giver[inner]] != label[receiver[inner]]
    open_ends = np.zeros(services, dtype=bool)
    open_ends[label[giver[leaves]]] = True
    closed = np.flatnonzero(~open_ends[label])
    return closed[label[closed] == label[closed[0]]] if len(closed) else closed


def refuse_closed_loops(giver: ArrayLike, receiver: ArrayLike, names: Sequence[str]) -> None:
    """Refuse a network in which some cost goes round for ever, and name the loop."""
    closed = closed_component(giver, receiver, len(names))
    if len(closed) == 0:
        return
    loop = [names[place] for place in loop_in(closed, giver, receiver)]
    if len(loop) == 1:
        raise refused("feeds-only-itself", service=loop[0])
    shown = loop if len(loop) <= NAMED else [*loop[:NAMED], "…"]
    raise refused("closed-loop", loop=" → ".join([*shown, loop[0]]), count=len(closed))


def loop_in(component: NDArray[np.int64], giver: ArrayLike, receiver: ArrayLike) -> list[int]:
    """The shortest loop through the first service of a strong component, as numbers in the order of the flow.

    >>> loop_in(np.array([0, 1, 2]), [0, 1, 2, 1], [1, 2, 0, 0])
    [0, 1]
    """
    start, inside = int(component[0]), {int(place) for place in component}
    onward: dict[int, list[int]] = {}
    for one, other in zip(np.asarray(giver).tolist(), np.asarray(receiver).tolist(), strict=True):
        if one in inside and other in inside:
            onward.setdefault(one, []).append(other)
    came_from: dict[int, int] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in onward.get(here, []):
            if there == start:
                return _walked_back(came_from, here, start)
            if there not in came_from:
                came_from[there] = here
                queue.append(there)
    return [start]


def _walked_back(came_from: dict[int, int], last: int, start: int) -> list[int]:
    path = [last]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]

"""How long does the overlap of a whole country take? 342 organisations × 250 applications, generated; `python -m bench.overlap`."""

import statistics
import time
from datetime import date

import numpy as np
import polars as pl

from wiel.instruments.overlap.answer import run
from wiel.instruments.overlap.options import Options
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet

ORGANISATIONS, APPLICATIONS = 342, 250
COMPONENTS, DOMAINS, PRODUCTS, SUPPLIERS, STANDARDS = 400, 20, 1300, 150, 60
CONTRACT_SHARE = 0.25
LIMIT_SECONDS, ROUNDS = 2.0, 5
AS_OF = date(2026, 11, 1)


def codes(prefix: str, numbers: np.ndarray) -> pl.Series:
    """Identifiers from numbers."""
    return pl.Series([prefix]).new_from_index(0, len(numbers)) + pl.Series(numbers).cast(pl.String)


def reference(rng: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Organisations, components, products and standards."""
    members, makers = np.arange(ORGANISATIONS), np.arange(SUPPLIERS)
    parts, goods, norms = np.arange(COMPONENTS), np.arange(PRODUCTS), np.arange(STANDARDS)
    names = pl.concat([codes("org:bench:", members), codes("org:bench:L", makers)])
    kinds = pl.Series(["gemeente"] * ORGANISATIONS + ["leverancier"] * SUPPLIERS)
    complete = pl.Series([*(rng.random(ORGANISATIONS) < 0.5).tolist(), *[None] * SUPPLIERS], dtype=pl.Boolean)
    supports = pl.DataFrame({"product": codes("prd:", rng.choice(goods, 2500)), "standard": codes("std:", rng.choice(norms, 2500))})
    return {
        "organisations": typed(
            "organisations", pl.DataFrame({"id": names, "name": names, "kind": kinds, "list_complete": complete})
        ),
        "components": pl.DataFrame(
            {"id": codes("cmp:", parts), "name": codes("functie ", parts), "domain": codes("domein ", parts % DOMAINS)}
        ),
        "products": pl.DataFrame(
            {
                "id": codes("prd:", goods),
                "name": codes("product ", goods),
                "supplier": codes("org:bench:L", rng.choice(makers, PRODUCTS)),
            }
        ),
        "standards": pl.DataFrame({"id": codes("std:", norms), "name": codes("standaard ", norms)}),
        "product_standards": supports.unique(),
    }


def installed(rng: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Applications with a function and mostly a product, their use, contracts and costs."""
    count = ORGANISATIONS * APPLICATIONS
    numbers, owners = np.arange(count), np.repeat(np.arange(ORGANISATIONS), APPLICATIONS)
    applications, holders = codes("app:", numbers), codes("org:bench:", owners)
    functions = rng.integers(0, COMPONENTS, count)
    goods = (functions + COMPONENTS * rng.choice(3, count, p=[0.6, 0.3, 0.1])) % PRODUCTS
    unknown = pl.Series(rng.random(count) < 0.05)
    second = rng.random(count) < 0.2
    links = pl.DataFrame(
        {
            "application": pl.concat([applications, applications.filter(pl.Series(second))]),
            "component": codes("cmp:", np.concatenate([functions, (functions[second] + 1) % COMPONENTS])),
        }
    )
    signed = pl.Series(rng.random(count) < CONTRACT_SHARE)
    months = pl.Series(rng.integers(-12, 72, count)).cast(pl.String)
    ends = pl.Series([date(2026, 12, 31)]).new_from_index(0, count).dt.offset_by(months + "mo")
    notice = pl.Series(rng.integers(3, 13, count)).set(pl.Series(rng.random(count) < 0.2), None)
    contracts = pl.DataFrame({"id": codes("con:", numbers), "organisation": holders, "end": ends, "notice_months": notice})
    lines = {
        "id": codes("cst:", numbers),
        "organisation": holders,
        "application": applications,
        "amount": rng.integers(10**5, 10**7, count),
    }
    costs = pl.DataFrame(lines).with_columns(year=2025, kind=pl.lit("realisatie")).filter(pl.Series(rng.random(count) < 0.6))
    return {
        "applications": pl.DataFrame(
            {"id": applications, "holder": holders, "product": codes("prd:", goods).set(unknown, None), "name": applications}
        ),
        "application_components": links.unique(),
        "application_uses": pl.DataFrame({"application": applications, "organisation": holders}),
        "contracts": contracts.filter(signed),
        "contract_applications": pl.DataFrame({"contract": contracts["id"], "application": applications}).filter(signed),
        "costs": typed("costs", costs),
    }


def typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the types of the table."""
    empty = Landscape.of(AS_OF)[name]
    return frame.cast({column: empty.schema[column] for column in frame.columns})


def landscape(seed: int = 0) -> Landscape:
    """The generated country; equal for an equal seed."""
    rng = np.random.default_rng(seed)
    return Landscape.of(AS_OF, reference(rng) | installed(rng))


def main() -> None:
    """Print the time of the run and whether it stays within the limit.

    The fingerprint of a landscape is made once and serves every instrument, so its time is shown apart. Processor time tells a busy machine
    from slow work.
    """
    given = landscape()
    inputs = Inputs(given, tuple(codes("org:bench:", np.arange(ORGANISATIONS))))
    marked = time.perf_counter()
    given.digest()
    fingerprint = time.perf_counter() - marked
    parameters, seconds, busy = Parameters.load(), [], []
    for _ in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        result = run(inputs, parameters, Options(), Quiet())
        seconds.append(time.perf_counter() - started)
        busy.append(time.process_time() - worked)
    typical = statistics.median(seconds)
    verdict = "within" if typical <= LIMIT_SECONDS else "OVER"
    rows = {name: table.frame.height for name, table in result.tables.items()}
    print(f"SYNTHETISCH: {ORGANISATIONS} organisations x {APPLICATIONS} applications, {result.facts['uses']} uses, rows {rows}")
    print(f"overlap: first {seconds[0]:.2f} s, median of {ROUNDS} {typical:.2f} s, {verdict} {LIMIT_SECONDS:.0f} s", end="; ")
    print(f"processor {statistics.median(busy):.2f} s; fingerprint of the landscape {fingerprint:.2f} s")


if __name__ == "__main__":
    main()

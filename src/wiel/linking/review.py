"""Which pairs should a person look at first, and what do the answers teach?"""

import numpy as np
import polars as pl

from wiel.linking.certainty import adapted
from wiel.linking.competition import INPUTS
from wiel.linking.linker import Links
from wiel.linking.model import Model, taught

CHECKS = 4
"""Every fourth question is about a pair of which the model is sure, spread over all of them: otherwise nobody learns that it is wrong."""


def questions(links: Links, most: int = 100) -> pl.DataFrame:
    """Which `most` pairs teach most when a person decides them? Columns left, right, probability, in the order to ask.

    Three of four are those nearest to even odds, the fourth is taken at even distances from the surest to the least sure of the others.

    >>> import polars as pl
    >>> empty = pl.DataFrame(schema={"left": pl.String, "right": pl.String, "probability": pl.Float64})
    >>> questions(Links(empty, empty, empty, False)).height
    0
    """
    pairs = links.evidence.select("left", "right", "probability").unique("left", keep="first", maintain_order=True)
    doubt = (pl.col("probability") - 0.5).abs()
    ordered = pairs.sort(doubt, "left", maintain_order=True)
    open_number = most - most // CHECKS
    first, others = ordered.head(open_number), ordered.slice(open_number).sort("probability", "left", descending=[True, False])
    wanted = min(most - first.height, others.height)
    places = np.unique(np.linspace(0, others.height - 1, wanted).round().astype(int)) if wanted else np.zeros(0, dtype=int)
    asked: pl.DataFrame = pl.concat([first, others[places.tolist()]])
    return asked


def learn(model: Model | None, links: Links, reviewed: pl.DataFrame) -> Model:
    """What is the model after people decided some pairs?

    Args:
        model: the model that made `links`; without it, the default.
        links: what was linked before the review, so that the pairs keep their inputs.
        reviewed: columns left, right, same (boolean, unknown where not decided). Pairs that were no best candidate teach nothing.
    """
    told = reviewed.select("left", "right", "same").drop_nulls().unique(["left", "right"], keep="last", maintain_order=True)
    known = links.evidence.join(told, on=["left", "right"], how="inner", maintain_order="left")
    if known.is_empty():
        return model or Model.default()
    level = adapted(model or Model.default(), links.evidence.unique("left", keep="first").select(INPUTS).to_numpy())
    return taught(level, known.select(INPUTS).to_numpy(), known["same"].to_numpy())

"""Buurtschap: three municipalities, twelve applications, two of them shared."""

from importlib.resources import files

import yaml

from wiel.landscape import Landscape
from wiel.samples.rows import landscape_from_rows


def buurtschap() -> Landscape:
    """The sample of which every answer can be checked with pencil and paper; the rows stand in ``buurtschap.yaml``.

    >>> buurtschap()["applications"].height, buurtschap()["application_uses"].height
    (12, 14)
    """
    content = yaml.safe_load(files("wiel.samples").joinpath("buurtschap.yaml").read_text(encoding="utf-8"))
    return landscape_from_rows(content["as_of"], content["tables"])

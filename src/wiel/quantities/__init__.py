"""What numbers mean: money in cents, classes of confidentiality, periods."""

from wiel.quantities.confidentiality import Confidentiality
from wiel.quantities.money import cents, euros

__all__ = ["Confidentiality", "cents", "euros"]

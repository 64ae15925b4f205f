"""What people agreed about money: the agreement that a division becomes."""

from wiel.ledger.agreement import AGREEMENT, DECIDED, PROPOSED, Agreement

__all__ = ["AGREEMENT", "DECIDED", "PROPOSED", "Agreement"]

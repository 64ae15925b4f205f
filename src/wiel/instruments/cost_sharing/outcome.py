"""What the steps found together, before it is laid out."""

from dataclasses import dataclass

from wiel.findings import Finding
from wiel.instruments.cost_sharing.divide import Division
from wiel.instruments.cost_sharing.judge import Judgement, Refund, Room
from wiel.instruments.cost_sharing.options import Options
from wiel.instruments.cost_sharing.phase import Transition
from wiel.instruments.cost_sharing.stake import Stake
from wiel.ledger import Agreement


@dataclass(frozen=True)
class Answer:
    """What the steps found. `stake` None: there is nothing to divide."""

    options: Options
    names: tuple[str, ...]
    plan_given: bool
    stake: Stake | None = None
    divisions: tuple[Division, ...] = ()
    judgements: tuple[Judgement | None, ...] = ()
    refunds: tuple[Refund, ...] = ()
    room: Room | None = None
    transitions: tuple[Transition, ...] = ()
    proposal: Division | None = None
    agreement: Agreement | None = None
    exit_years: int = 5
    write_off_years: int = 5
    refusal: Finding | None = None

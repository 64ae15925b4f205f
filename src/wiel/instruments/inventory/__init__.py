"""What do we have, how complete and how trustworthy is what we know?"""

from wiel.landscape import TABLES
from wiel.registry import Descriptor

DESCRIPTOR = Descriptor(
    identifier="inventory",
    number=1,
    tables=tuple(TABLES),
    run="wiel.instruments.inventory.answer:run",
    options="wiel.instruments.inventory.options:Options",
    result_tables=(
        "counts",
        "tables",
        "completeness",
        "by_member",
        "freshness",
        "freshness_per_table",
        "confirmations",
        "next_hour",
        "worklist",
        "worklist_confidential",
    ),
)

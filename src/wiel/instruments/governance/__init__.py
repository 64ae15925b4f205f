"""Which legal form, who decides what by when, what changes for staff?"""

from wiel.registry import Descriptor

DESCRIPTOR = Descriptor(
    identifier="governance",
    number=19,
    tables=("organisations", "memberships", "staff"),
    run="wiel.instruments.governance.answer:run",
    options="wiel.instruments.governance.options:Options",
    result_tables=("calendar", "comparison", "forms", "staff"),
)

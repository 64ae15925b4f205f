"""How do our costs compare with others of our kind?"""

from wiel.registry import Descriptor

DESCRIPTOR = Descriptor(
    identifier="benchmark",
    number=17,
    tables=("organisations", "memberships", "costs"),
    run="wiel.instruments.benchmark.answer:run",
    options="wiel.instruments.benchmark.options:Options",
    needs=("iv3",),
    result_tables=("positions", "distribution", "published", "definitions", "iv3_classes", "iv3_positions"),
)

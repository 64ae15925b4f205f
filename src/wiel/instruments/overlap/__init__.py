"""Who uses what for the same function, who resembles whom, what can be bought together and when?"""

from wiel.registry import Descriptor

DESCRIPTOR = Descriptor(
    identifier="overlap",
    number=2,
    tables=(
        "organisations",
        "components",
        "products",
        "product_standards",
        "applications",
        "application_components",
        "application_uses",
        "absences",
        "contracts",
        "contract_applications",
        "costs",
    ),
    run="wiel.instruments.overlap.answer:run",
    options="wiel.instruments.overlap.options:Options",
    result_tables=(
        "matrix",
        "components",
        "products",
        "concentration",
        "suppliers",
        "similarity",
        "member_order",
        "dendrogram",
        "calendar",
        "calendar_contracts",
        "unserved",
        "unplaced",
    ),
)

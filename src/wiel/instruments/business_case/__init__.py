"""What does each scenario cost and bring, for whom, with what uncertainty?"""

from wiel.registry import Descriptor

DESCRIPTOR = Descriptor(
    identifier="business_case",
    number=5,
    tables=(
        "organisations",
        "components",
        "products",
        "product_components",
        "applications",
        "application_components",
        "application_uses",
        "couplings",
        "contracts",
        "contract_applications",
        "costs",
        "staff",
    ),
    run="wiel.instruments.business_case.answer:run",
    options="wiel.instruments.business_case.options:Options",
    needs=("plan",),
    result_tables=("scenarios", "members", "flows", "parts", "tornado", "break_even", "group_sizes", "events", "quality"),
)

"""Which applications should serve which function for whom, at what cost, and how far can that be from the best?"""

from wiel.registry import Descriptor

DESCRIPTOR = Descriptor(
    identifier="rationalisation",
    number=3,
    tables=(
        "organisations",
        "memberships",
        "components",
        "component_standards",
        "products",
        "product_components",
        "product_standards",
        "applications",
        "application_components",
        "application_uses",
        "couplings",
        "contracts",
        "contract_applications",
        "costs",
        "staff",
    ),
    run="wiel.instruments.rationalisation.answer:run",
    options="wiel.instruments.rationalisation.options:Options",
    needs=("wishes",),
    result_tables=(
        "functions",
        "alternatives",
        "parts",
        "plan_members",
        "moves",
        "decisions",
        "choices",
        "plan",
        "alternative_choices",
        "conflicts",
    ),
)

"""Who pays what under each key, who would be better off leaving, and what changes for each member?"""

from wiel.registry import Descriptor

DESCRIPTOR = Descriptor(
    identifier="cost_sharing",
    number=6,
    tables=(
        "organisations",
        "components",
        "products",
        "applications",
        "application_components",
        "application_uses",
        "absences",
        "contracts",
        "contract_applications",
        "costs",
        "couplings",
        "facilities",
        "staff",
    ),
    run="wiel.instruments.cost_sharing.answer:run",
    options="wiel.instruments.cost_sharing.options:Options",
    needs=("plan",),
    result_tables=("keys", "shares", "violations", "phase_in", "entry", "exit", "game", "agreement"),
)

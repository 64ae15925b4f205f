"""Rows of landscapes are kept apart by PostgreSQL too."""

from typing import ClassVar

from django.db import migrations

from wiel_web.tenancy.row_security import owned, protect

LANDSCAPE = (
    "absences", "application_components", "application_uses", "applications", "attestations", "component_standards", "components",
    "cost_objects", "couplings", "dependencies", "duties", "facilities", "incidents", "memberships", "organisations", "origins", "processing",
    "product_components", "product_standards", "products", "service_applications", "service_levels", "services", "staff", "standards",
)  # fmt: skip
CONTRACTS = ("contract_applications", "contracts", "costs")


class Migration(migrations.Migration):
    """One policy per table."""

    dependencies: ClassVar = [("landscapes", "0001_initial"), ("tenancy", "0002_rules_in_the_database")]
    operations: ClassVar = [
        protect(
            *(owned(f"landscapes_{table}", "landscape") for table in LANDSCAPE),
            *(owned(f"landscapes_{table}", "contracts") for table in CONTRACTS),
            *(owned(f"landscapes_{table}", "own") for table in ("delivery", "deliveryfile", "savedview")),
            owned("landscapes_package", "results"),
        ),
    ]

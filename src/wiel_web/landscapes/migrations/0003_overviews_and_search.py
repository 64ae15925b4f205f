"""Tables of what is kept beside the rows: counts per organisation and table, and the words by which rows are found."""

from typing import Any, ClassVar

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

BESIDE = {"abstract": False, "base_manager_name": "everything", "default_manager_name": "everything"}


def _key() -> models.Field[Any, Any]:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _about() -> models.Field[Any, Any]:
    return models.CharField(help_text="The table.", max_length=40)


def _owner() -> models.Field[Any, Any]:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation")


class Migration(migrations.Migration):
    """Counts and words."""

    dependencies: ClassVar = [("landscapes", "0002_row_security"), ("tenancy", "0002_rules_in_the_database")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", _key()),
                ("about", _about()),
                ("rows", models.PositiveIntegerField()),
                ("cells", models.PositiveIntegerField()),
                ("unknown", models.PositiveIntegerField()),
                ("changed_at", models.DateTimeField()),
                ("latest", models.DateField(null=True)),
                ("owner", _owner()),
            ],
            options={**BESIDE, "constraints": [models.UniqueConstraint(fields=("owner", "about"), name="tally_once")]},
            managers=[("everything", django.db.models.manager.Manager())],
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", _key()),
                ("about", _about()),
                ("word", models.CharField(max_length=60)),
                ("number", models.BigIntegerField(help_text="The version of the row.")),
                ("owner", _owner()),
            ],
            options={**BESIDE, "indexes": [models.Index(fields=["word", "about", "number", "owner"], name="word_found")]},
            managers=[("everything", django.db.models.manager.Manager())],
        ),
        *(
            migrations.AddIndex(table, models.Index(fields=[link], name=f"{table}_{link}"))
            for table, link in (("applications", "product"), ("products", "supplier"), ("contracts", "supplier"))
        ),
    ]

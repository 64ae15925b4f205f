"""Access keys of machines."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Their table."""

    dependencies: ClassVar = [
        ("accounts", "0003_row_security"),
        ("tenancy", "0002_rules_in_the_database"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="AccessKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("prefix", models.CharField(help_text="How the key begins, to recognise it by.", max_length=20)),
                ("fingerprint", models.CharField(max_length=64, unique=True)),
                ("roles", models.JSONField(default=list)),
                ("until", models.DateField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "minute",
                    models.DateTimeField(
                        blank=True, help_text="The minute in which it was used last, and how often in it.", null=True
                    ),
                ),
                ("uses", models.PositiveIntegerField(default=0)),
                (
                    "made_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "owner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "abstract": False,
                "base_manager_name": "everything",
                "default_manager_name": "everything",
            },
            managers=[
                ("everything", django.db.models.manager.Manager()),
            ],
        ),
    ]

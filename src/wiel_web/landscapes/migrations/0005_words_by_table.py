"""Words are looked up within a table, those of the own organisation apart."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes in the place of one."""

    dependencies: ClassVar = [("landscapes", "0004_row_security_of_overviews")]
    operations: ClassVar = [
        migrations.RemoveIndex("Word", "word_found"),
        migrations.AddIndex("Word", models.Index(fields=["about", "word", "number", "owner"], name="word_of_table")),
        migrations.AddIndex("Word", models.Index(fields=["owner", "about", "word", "number"], name="word_of_owner")),
    ]

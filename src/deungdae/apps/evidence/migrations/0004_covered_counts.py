"""The cells' index holds the counts too where that costs nothing: SQLite then counts along it alone. PostgreSQL
would write the index anew at every count, and reads the table as quickly."""

from django.db import migrations

from deungdae.apps.core.database import VendorSQL

CELL = "month, kind, province, size, organisation_kinds"
INDEX = "CREATE INDEX evidence_count_cell ON evidence_evidencecount"


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_kinds_and_counts")]
    operations = [
        migrations.RemoveIndex(model_name="evidencecount", name="evidence_count_cell"),
        VendorSQL(
            name="index of the cells",
            sqlite=[f"{INDEX} ({CELL}, count)"],
            postgresql=[f"{INDEX} ({CELL})"],
            undo=dict.fromkeys(("sqlite", "postgresql"), ["DROP INDEX evidence_count_cell"]),
        ),
    ]

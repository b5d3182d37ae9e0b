"""The whole of a score as a number that the database can add up, also of what was settled before."""

from django.db import migrations, models

from deungdae.apps.core.database import VendorSQL
from deungdae.apps.diagnosis.walls import TABLE, WHOLE, WHOLE_WALLS

FILLED = f"UPDATE {TABLE} SET overall = {WHOLE.format(row=TABLE)} WHERE score IS NOT NULL"


class Migration(migrations.Migration):

    dependencies = [
        ("diagnosis", "0006_proof_term"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="assessment",
            name="assessment_settled_of_cell",
        ),
        migrations.AddField(
            model_name="assessment",
            name="overall",
            field=models.IntegerField(help_text="hundredths of a point; of the score", null=True),
        ),
        VendorSQL(
            name="the whole of kept scores",
            sqlite=[FILLED],
            postgresql=[FILLED],
            undo={"sqlite": [], "postgresql": []},
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                fields=[
                    "framework",
                    "rule",
                    "round",
                    "state",
                    "size_class",
                    "region",
                    "industry",
                    "organisation",
                    "overall",
                ],
                name="assessment_points_of_cell",
            ),
        ),
        *WHOLE_WALLS,
    ]

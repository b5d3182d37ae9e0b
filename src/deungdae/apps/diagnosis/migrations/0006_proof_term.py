from django.db import migrations

from deungdae.apps.diagnosis.walls import PROOF_TERM_WALLS


class Migration(migrations.Migration):

    dependencies = [
        ('diagnosis', '0005_delivery'),
    ]

    operations = [*PROOF_TERM_WALLS]

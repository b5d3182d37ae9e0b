"""Nobody is in two meetings of one slot, and a meeting stays within its day: kept by the database."""

from django.db import migrations

from deungdae.apps.caravan import walls


class Migration(migrations.Migration):
    dependencies = [("caravan", "0001_initial")]
    operations = [walls.MEETING]

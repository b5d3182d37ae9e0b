from django.db import migrations

from deungdae.apps.core.database import append_only


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [append_only("evidence_evidenceentry")]

"""Versions and steps are written once; the index of the words."""

from django.db import migrations

from deungdae.apps.notices.walls import NOTICE_WALLS


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [*NOTICE_WALLS]

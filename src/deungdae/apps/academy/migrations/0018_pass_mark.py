"""Who was told to have passed stays so: a pass mark is never raised once somebody was graded."""

from django.db import migrations

from deungdae.apps.academy.learning_walls import PASS_MARK


class Migration(migrations.Migration):
    dependencies = [("academy", "0017_past_completions")]

    operations = [PASS_MARK]

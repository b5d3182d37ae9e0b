"""A past completion never hangs on a record that was joined to another: it would be counted beside it."""

from django.db import migrations

from deungdae.apps.academy.walls import never_of_joined


class Migration(migrations.Migration):
    dependencies = [("academy", "0018_pass_mark")]

    operations = [never_of_joined("academy_pastcompletion", text="a completion of a record that was joined")]

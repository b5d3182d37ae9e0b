"""A profile is open by the organisation's consent alone. One that was open without a consent is closed:
nobody agreed to its words, and a consent is not made up."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_register")]
    operations = [migrations.DeleteModel(name="ProfilePublication")]

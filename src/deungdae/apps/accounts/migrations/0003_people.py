"""People are invited, hold one role of the centre at a time, and may lose it on the day they got it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_api_call")]

    operations = [
        migrations.AddField(
            model_name="user", name="invited_at", field=models.DateTimeField(editable=False, null=True)
        ),
        migrations.RemoveConstraint(model_name="rolegrant", name="role_period_not_empty"),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="role_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("user",), name="role_one_open_per_person"
            ),
        ),
    ]

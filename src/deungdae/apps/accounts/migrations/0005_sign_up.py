"""People sign up by themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_several_roles")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="signed_up_at",
            field=models.DateTimeField(db_index=True, editable=False, null=True),
        ),
    ]

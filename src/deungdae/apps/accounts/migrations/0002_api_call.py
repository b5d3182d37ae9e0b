"""Creating calls of the API under a key: sent twice, done once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ApiCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField()),
                ("sent", models.CharField(help_text="SHA-256 of address and body", max_length=64)),
                ("result", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_calls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="apicall",
            index=models.Index(fields=["user", "made_at"], name="accounts_ap_user_id_made_at"),
        ),
        migrations.AddConstraint(
            model_name="apicall",
            constraint=models.UniqueConstraint(fields=("user", "key"), name="api_call_once"),
        ),
    ]

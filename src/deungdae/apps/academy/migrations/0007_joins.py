"""Two records of one person made one: a joined record takes no seat any more, kept by both databases."""

import deungdae.apps.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.academy.walls import never_of_joined

SEAT_OF_JOINED = never_of_joined("academy_enrolment", text="a seat of a record that was joined to another")
ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
PUBLIC_ID = models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)


def of(model: str, related_name: str, on_delete=django.db.models.deletion.PROTECT, null: bool = False):
    return models.ForeignKey(null=null, on_delete=on_delete, related_name=related_name, to=model)


class Migration(migrations.Migration):

    dependencies = [
        ("academy", "0006_attendance"),
        ('organisations', '0020_region_english_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="trainee",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="academy.trainee",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainee",
            constraint=models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | (~models.Q(merged_into=models.F("id")) & models.Q(account__isnull=True)),
                name="trainee_joined_has_no_account",
            ),
        ),
        migrations.CreateModel(
            name="TraineeMerge",
            fields=[
                ("id", ID),
                ("public_id", PUBLIC_ID),
                ("moved", models.JSONField(default=dict)),
                ("took_account", models.BooleanField(default=False)),
                ("reason", models.CharField(max_length=200, verbose_name="까닭")),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("survivor", of("academy.trainee", "joins")),
                ("merged", of("academy.trainee", "joined")),
                ("merged_by", of(settings.AUTH_USER_MODEL, "+", null=True)),
                ("undone_by", of(settings.AUTH_USER_MODEL, "+", null=True)),
            ],
            options={
                "ordering": ["-merged_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(undone_at__isnull=True),
                        fields=("merged",),
                        name="trainee_joined_once",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(survivor=models.F("merged")), name="trainee_joined_to_another"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(reason=""), name="trainee_joined_with_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TwoPeople",
            fields=[
                ("id", ID),
                ("decided_at", models.DateTimeField()),
                ("decided_by", of(settings.AUTH_USER_MODEL, "+", null=True)),
                ("first", of("academy.trainee", "+", on_delete=django.db.models.deletion.CASCADE)),
                ("second", of("academy.trainee", "+", on_delete=django.db.models.deletion.CASCADE)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="two_people_once"),
                    models.CheckConstraint(
                        condition=models.Q(first__lt=models.F("second")), name="two_people_in_order"
                    ),
                ],
            },
        ),
        SEAT_OF_JOINED,
    ]

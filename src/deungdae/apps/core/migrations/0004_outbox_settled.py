from django.db import migrations, models

STATES = [
    ("pending", "대기"),
    ("sending", "보내는 중"),
    ("sent", "보냄"),
    ("unsure", "확인 필요"),
    ("failed", "실패"),
    ("settled", "확인함"),
]


class Migration(migrations.Migration):
    dependencies = [("core", "0003_importrow_is_warning")]

    operations = [
        migrations.AlterField(
            model_name="outboxmessage",
            name="state",
            field=models.CharField(choices=STATES, default="pending", max_length=10),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="importrow", name="is_warning", field=models.BooleanField(default=False)
        ),
    ]

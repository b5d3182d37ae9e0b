"""Every reference gets a public id of its own; the column is made unique in the next step."""

from django.db import migrations, models

from deungdae.apps.core.ids import new_public_id


def give_ids(apps, schema_editor):
    references = apps.get_model("organisations", "SolutionReference").objects
    for pk in references.values_list("pk", flat=True).iterator():
        references.filter(pk=pk).update(public_id=new_public_id())


class Migration(migrations.Migration):
    dependencies = [("organisations", "0017_profile_by_consent")]
    operations = [
        migrations.AddField(
            model_name="solutionreference",
            name="public_id",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
    ]

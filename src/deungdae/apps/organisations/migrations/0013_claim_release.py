"""The end of a claim. SQLite makes the table anew, which the trigger of the last owner reads: it is taken down
and put up again."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

LAST_OWNER_STAYS = import_module(
    "deungdae.apps.organisations.migrations.0008_claims_and_invitations"
).LAST_OWNER_STAYS


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_personal_export'),
        ('organisations', '0012_consent_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LAST_OWNER_STAYS.taken_down(),
        migrations.RemoveConstraint(
            model_name='organisationclaim',
            name='claim_approved_names_organisation',
        ),
        migrations.RemoveConstraint(
            model_name='organisationclaim',
            name='claim_refused_has_reason',
        ),
        migrations.AddField(
            model_name='organisationclaim',
            name='released_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='organisationclaim',
            name='released_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='organisationclaim',
            name='state',
            field=models.CharField(choices=[('waiting', '확인 중'), ('approved', '승인'), ('refused', '반려'), ('released', '끝남')], default='waiting', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='organisationclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'released']), _negated=True), ('organisation__isnull', False), _connector='OR'), name='claim_approved_names_organisation'),
        ),
        migrations.AddConstraint(
            model_name='organisationclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['refused', 'released']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='claim_refused_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='organisationclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', False), ('state', 'released')), models.Q(models.Q(('state', 'released'), _negated=True), ('released_at__isnull', True)), _connector='OR'), name='claim_release_has_time'),
        ),
        LAST_OWNER_STAYS,
    ]

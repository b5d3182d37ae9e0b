"""Invitations that wait for a yes, hand-overs, claims; a claimed company keeps an owner."""

import deungdae.apps.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.core.database import VendorSQL

TEXT = "last owner stays: organisations_membership"
LAST = """OLD.role = 'owner' AND OLD.ends_on IS NULL AND (NEW.ends_on IS NOT NULL OR NEW.role <> 'owner')
  AND EXISTS (SELECT 1 FROM organisations_organisationclaim c
    WHERE c.organisation_id = OLD.organisation_id AND c.state = 'approved')
  AND NOT EXISTS (SELECT 1 FROM organisations_membership m
    WHERE m.organisation_id = OLD.organisation_id AND m.id <> OLD.id AND m.role = 'owner' AND m.ends_on IS NULL)"""
LAST_OWNER_STAYS = VendorSQL(
    name=TEXT,
    sqlite=[
        "CREATE TRIGGER membership_last_owner_stays BEFORE UPDATE ON organisations_membership "
        f"WHEN {LAST} BEGIN SELECT RAISE(ABORT, '{TEXT}'); END"
    ],
    postgresql=[
        "CREATE FUNCTION membership_last_owner_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {LAST} THEN RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$",
        "CREATE TRIGGER membership_last_owner_stays BEFORE UPDATE ON organisations_membership "
        "FOR EACH ROW EXECUTE FUNCTION membership_last_owner_stays()",
    ],
    undo={
        "sqlite": ["DROP TRIGGER membership_last_owner_stays"],
        "postgresql": [
            "DROP TRIGGER membership_last_owner_stays ON organisations_membership",
            "DROP FUNCTION membership_last_owner_stays()",
        ],
    },
)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_outbox_settled'),
        ('organisations', '0007_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved', models.PositiveIntegerField(default=0)),
                ('handed_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('leaver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs', to='organisations.organisation')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-handed_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('leaver', models.F('successor')), _negated=True), name='hand_over_to_another')],
            },
        ),
        migrations.CreateModel(
            name='MemberInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('email', models.EmailField(help_text='the address that the letter went to', max_length=254)),
                ('role', models.CharField(choices=[('owner', '대표 담당자'), ('member', '담당자')], max_length=10)),
                ('digest', models.CharField(help_text='SHA-256 of what the link carries', max_length=64, unique=True)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', '답을 기다림'), ('accepted', '수락'), ('declined', '거절'), ('withdrawn', '거둠')], default='open', max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='organisations.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='member_invitations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-sent_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('organisation', 'user'), name='member_invitation_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='member_invitation_answer_has_time')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('business_number', models.CharField(max_length=10, verbose_name='사업자등록번호')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='남길 말')),
                ('is_dispute', models.BooleanField(default=False, help_text='the company had an owner when the claim came in')),
                ('state', models.CharField(choices=[('waiting', '확인 중'), ('approved', '승인'), ('refused', '반려')], default='waiting', max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='organisations.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(fields=['state', 'created_at', 'id'], name='organisatio_state_ef46bf_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('user', 'business_number'), name='claim_one_waiting'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='claim_decision_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('organisation__isnull', False), _connector='OR'), name='claim_approved_names_organisation'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='claim_refused_has_reason')],
            },
        ),
        LAST_OWNER_STAYS,
    ]

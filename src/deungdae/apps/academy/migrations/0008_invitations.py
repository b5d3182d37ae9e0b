"""Invitations, with their walls: sent, reminded and answered once each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.academy.walls import set_once
from deungdae.apps.core.database import written_once


class Migration(migrations.Migration):

    dependencies = [
        ("academy", "0007_joins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='course',
            name='deputies',
            field=models.BooleanField(default=False, help_text='of invited cohorts', verbose_name='초청받은 분이 대리 참석자를 보낼 수 있음'),
        ),
        migrations.AddField(
            model_name='historicalcourse',
            name='deputies',
            field=models.BooleanField(default=False, help_text='of invited cohorts', verbose_name='초청받은 분이 대리 참석자를 보낼 수 있음'),
        ),
        migrations.AlterField(
            model_name='cohort',
            name='admission',
            field=models.CharField(choices=[('first_come', '선착순'), ('approval', '승인제'), ('lottery', '추첨'), ('invitation', '초청')], default='first_come', max_length=10, verbose_name='선발 방식'),
        ),
        migrations.AlterField(
            model_name='historicalcohort',
            name='admission',
            field=models.CharField(choices=[('first_come', '선착순'), ('approval', '승인제'), ('lottery', '추첨'), ('invitation', '초청')], default='first_come', max_length=10, verbose_name='선발 방식'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='초청장에 덧붙일 말')),
                ('chosen_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('accepted', '수락'), ('declined', '사양'), ('deputy', '대리 참석'), ('expired', '답 없음')], max_length=8)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='사양하는 까닭')),
                ('chosen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='academy.enrolment')),
            ],
            options={
                'ordering': ['enrolment__place', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', False), models.Q(('answered_at__isnull', True), ('reminded_at__isnull', True)), _connector='OR'), name='invitation_sent_before_all_else'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answer__in', ['accepted', 'declined', 'deputy', 'expired']), ('answered_at__isnull', False)), _connector='OR'), name='invitation_answered_with_an_answer')],
            },
        ),
        written_once("academy_invitation", kept=["enrolment_id", "chosen_at", "chosen_by_id"], deletable="1 = 0"),
        set_once("academy_invitation", "sent_at", "reminded_at", "answered_at"),
    ]

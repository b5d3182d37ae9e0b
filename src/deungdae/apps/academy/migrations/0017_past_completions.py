"""Completions of before this register; what they say stays as the list said it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import deungdae.apps.core.ids
from deungdae.apps.academy.walls import set_once
from deungdae.apps.core.database import written_once

KEPT = [
    "public_id",
    "course_title",
    "cohort_label",
    "role",
    "hours",
    "completed_on",
    "source",
    "region",
    "size",
    "recorded_at",
    "recorded_by_id",
]


class Migration(migrations.Migration):

    dependencies = [
        ('academy', '0016_course_trainers'),
        ('organisations', '0020_region_english_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PastCompletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('course_title', models.CharField(max_length=120, verbose_name='과정 이름')),
                ('cohort_label', models.CharField(blank=True, max_length=40, verbose_name='기수')),
                ('role', models.CharField(blank=True, choices=[('ceo', '최고경영자'), ('planner', '기획자'), ('engineer', '엔지니어'), ('data_analyst', '데이터 분석가'), ('ai_engineer', 'AI 엔지니어'), ('field_leader', '현장 리더')], max_length=20, verbose_name='교육 대상')),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='교육 시간')),
                ('completed_on', models.DateField(verbose_name='수료한 날')),
                ('paper_number', models.CharField(blank=True, max_length=40, verbose_name='그때의 수료증 번호')),
                ('source', models.CharField(help_text='the list or report it stands in', max_length=120, verbose_name='출처')),
                ('region', models.CharField(blank=True, help_text='province of the company on that day', max_length=2)),
                ('size', models.CharField(blank=True, choices=[('', '알려지지 않음'), ('1-9', '1~9명'), ('10-49', '10~49명'), ('50-299', '50~299명'), ('300-999', '300~999명'), ('1000-', '1,000명 이상')], help_text='of the company', max_length=10)),
                ('recorded_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200, verbose_name='뺀 까닭')),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_completions', to='academy.course')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_completions', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trainee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='past_completions', to='academy.trainee')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-completed_on', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('trainee', 'course_title', 'completed_on'), name='past_completion_once'), models.CheckConstraint(condition=models.Q(models.Q(('course_title', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='past_completion_says_what_and_where_from'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', False), ('withdrawn_reason', ''), _connector='OR'), name='past_completion_reason_of_withdrawal')],
            },
        ),
        written_once("academy_pastcompletion", kept=KEPT, deletable="1 = 0"),
        set_once("academy_pastcompletion", "withdrawn_at"),
    ]

"""Questionnaires: named answers written once, anonymous ones that no table ties to a person."""

import deungdae.apps.academy.models.surveys
import django.db.models.deletion
from django.db import migrations, models

from deungdae.apps.academy.learning_walls import SHEET_KEPT, SURVEY_WALLS
from deungdae.apps.core.database import append_only, written_once


class Migration(migrations.Migration):

    dependencies = [
        ("academy", "0013_learning"),
    ]

    operations = [
        migrations.CreateModel(
            name='AnonymousSheet',
            fields=[
                ('id', models.BigIntegerField(default=deungdae.apps.academy.models.surveys.random_key, primary_key=True, serialize=False)),
                ('answers', models.JSONField(help_text='question → 1 to 5')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anonymous_sheets', to='academy.cohort')),
            ],
        ),
        migrations.CreateModel(
            name='SurveyAnswered',
            fields=[
                ('id', models.BigIntegerField(default=deungdae.apps.academy.models.surveys.random_key, primary_key=True, serialize=False)),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='survey_answered', to='academy.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='SurveyAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='survey_asked', to='academy.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='SurveySheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('competency_before', '역량 자가 진단 (교육 전)'), ('competency_after', '역량 자가 진단 (교육 뒤)'), ('attitude_before', '디지털 전환 인식 조사 (교육 전)'), ('attitude_after', '디지털 전환 인식 조사 (교육 뒤)'), ('satisfaction', '만족도 조사 (익명)'), ('follow_up', '업무 활용 조사 (수료 3개월 뒤)')], max_length=20)),
                ('answers', models.JSONField(help_text='question → 1 to 5; `used`: 0 or 1')),
                ('answered_on', models.DateField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='survey_sheets', to='academy.enrolment')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'kind'), name='survey_sheet_once'), models.CheckConstraint(condition=models.Q(('kind', 'satisfaction'), _negated=True), name='survey_sheet_has_a_name')],
            },
        ),
        *SURVEY_WALLS,
        written_once("academy_surveysheet", kept=SHEET_KEPT, deletable="1 = 0"),
        append_only("academy_anonymoussheet"),
        append_only("academy_surveyanswered"),
        append_only("academy_surveyasked"),
    ]

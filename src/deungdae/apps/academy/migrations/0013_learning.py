"""Tests and works with their walls: what somebody sat or handed in never changes, nobody is marked twice."""

import deungdae.apps.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.academy.learning_walls import KEPT, LEARNING_WALLS
from deungdae.apps.core.database import append_only, written_once


class Migration(migrations.Migration):

    dependencies = [
        ("academy", "0012_alumni"),
        ('core', '0007_personal_export'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('title', models.CharField(max_length=100, verbose_name='과제 이름')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='안내')),
                ('counts', models.BooleanField(default=True, verbose_name='수료 기준에 넣기')),
                ('is_final', models.BooleanField(default=False, verbose_name='사내 적용 과제')),
                ('state', models.CharField(choices=[('draft', '작성 중'), ('open', '공개'), ('closed', '마감')], default='draft', max_length=10)),
                ('due_at', models.DateTimeField(help_text='not included', null=True)),
                ('rubric', models.JSONField(help_text='engine/grades/formats.to_document')),
                ('points', models.PositiveSmallIntegerField()),
                ('pass_mark', models.PositiveSmallIntegerField(verbose_name='수료 점수')),
                ('graders', models.PositiveSmallIntegerField(default=1, verbose_name='채점하는 사람')),
                ('most_apart', models.PositiveSmallIntegerField(default=10, verbose_name='점수 차이 한도')),
                ('releases_at_once', models.BooleanField(default=True, verbose_name='채점하면 바로 알리기')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('cohort', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='academy.cohort')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='academy.course')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Exam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('title', models.CharField(max_length=100, verbose_name='시험 이름')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='안내')),
                ('counts', models.BooleanField(default=True, verbose_name='수료 기준에 넣기')),
                ('state', models.CharField(choices=[('draft', '작성 중'), ('open', '공개'), ('closed', '마감')], default='draft', max_length=10)),
                ('opens_at', models.DateTimeField(null=True)),
                ('closes_at', models.DateTimeField(help_text='not included', null=True)),
                ('minutes', models.PositiveSmallIntegerField(null=True, verbose_name='제한 시간(분)')),
                ('most_attempts', models.PositiveSmallIntegerField(default=1, verbose_name='응시 횟수')),
                ('shows_answers', models.BooleanField(default=True, verbose_name='정답과 풀이 보이기')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('cohort', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exams', to='academy.cohort')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exams', to='academy.course')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ExamPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('questions', models.JSONField(help_text='engine/exams/formats.to_document')),
                ('points', models.PositiveSmallIntegerField()),
                ('pass_mark', models.PositiveSmallIntegerField()),
                ('written_at', models.DateTimeField()),
                ('exam', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='academy.exam')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['exam', 'version'],
            },
        ),
        migrations.CreateModel(
            name='ExamAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('seed', models.CharField(help_text='of the order of questions and choices', max_length=32)),
                ('started_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(help_text='not included; None: no end', null=True)),
                ('answers', models.JSONField(default=dict, help_text="question's index → indices of choices, or a number")),
                ('saved_at', models.DateTimeField(null=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('points', models.PositiveSmallIntegerField(null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='academy.enrolment')),
                ('exam', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='academy.exam')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='academy.exampaper')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(help_text='not included')),
                ('reason', models.CharField(blank=True, help_text='empty once erased', max_length=200, verbose_name='까닭')),
                ('given_at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='academy.assignment')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='academy.enrolment')),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True, max_length=10000, verbose_name='내용')),
                ('handed_in_at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='academy.assignment')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='academy.enrolment')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.PositiveSmallIntegerField()),
                ('decided_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='academy.assignment')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='academy.enrolment')),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mark', to='academy.submission')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Grade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('levels', models.JSONField(help_text="the level's index for each criterion")),
                ('points', models.PositiveSmallIntegerField()),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='의견')),
                ('given_at', models.DateTimeField()),
                ('grader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='academy.submission')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='SubmissionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='academy.submission')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='WorkConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed_at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='academy.assignment')),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='academy.enrolment')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('course', 'title'), name='assignment_title_once'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='assignment_has_title'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark__lte', models.F('points')), ('points__gte', 1)), name='assignment_can_be_passed'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('graders__in', (1, 2))), name='assignment_graders'),
        ),
        migrations.AddConstraint(
            model_name='exam',
            constraint=models.UniqueConstraint(fields=('course', 'title'), name='exam_title_once'),
        ),
        migrations.AddConstraint(
            model_name='exam',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='exam_has_title'),
        ),
        migrations.AddConstraint(
            model_name='exam',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__isnull', True), ('closes_at__isnull', True), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='exam_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='exam',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__isnull', True), ('minutes__range', (1, 600)), _connector='OR'), name='exam_minutes'),
        ),
        migrations.AddConstraint(
            model_name='exam',
            constraint=models.CheckConstraint(condition=models.Q(('most_attempts__range', (1, 20))), name='exam_attempts'),
        ),
        migrations.AddConstraint(
            model_name='exampaper',
            constraint=models.UniqueConstraint(fields=('exam', 'version'), name='exam_paper_once'),
        ),
        migrations.AddConstraint(
            model_name='exampaper',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark__gte', 1), ('pass_mark__lte', models.F('points'))), name='exam_paper_can_be_passed'),
        ),
        migrations.AddConstraint(
            model_name='examattempt',
            constraint=models.UniqueConstraint(fields=('exam', 'enrolment', 'number'), name='exam_attempt_once'),
        ),
        migrations.AddConstraint(
            model_name='examattempt',
            constraint=models.UniqueConstraint(condition=models.Q(('submitted_at__isnull', True)), fields=('exam', 'enrolment'), name='exam_attempt_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='examattempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('points__isnull', True), ('submitted_at__isnull', True)), models.Q(('points__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='exam_attempt_marked_when_handed_in'),
        ),
        migrations.AddConstraint(
            model_name='examattempt',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('started_at')), _connector='OR'), name='exam_attempt_lasts'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(fields=('assignment', 'enrolment'), name='extension_once'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('assignment', 'enrolment', 'number'), name='submission_once'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(fields=('assignment', 'enrolment'), name='mark_once'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.UniqueConstraint(fields=('submission', 'grader'), name='grade_once_per_grader'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.UniqueConstraint(fields=('submission', 'place'), name='grade_once_per_place'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.CheckConstraint(condition=models.Q(('place__range', (1, 3))), name='grade_place'),
        ),
        migrations.AddConstraint(
            model_name='workconfirmation',
            constraint=models.UniqueConstraint(fields=('assignment', 'enrolment'), name='work_confirmed_once'),
        ),
        *LEARNING_WALLS,
        *(written_once(table, kept=kept, deletable="1 = 0") for table, kept in KEPT.items()),
        append_only("academy_exampaper"),
        append_only("academy_workconfirmation"),
    ]

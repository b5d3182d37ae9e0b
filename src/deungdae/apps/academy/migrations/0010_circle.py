"""Chairs, introductions and private notes; what was agreed to stands, and is withdrawn once."""

import deungdae.apps.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.academy.walls import set_once
from deungdae.apps.core.database import written_once


class Migration(migrations.Migration):

    dependencies = [
        ("academy", "0009_peer_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Chair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('appointed_at', models.DateTimeField()),
                ('appointed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chairs', to='academy.cohort')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'user'), name='chair_once')],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('audience', models.CharField(choices=[('cohort', '같은 기수'), ('alumni', '동문')], max_length=6)),
                ('shown', models.JSONField(default=list)),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='한마디')),
                ('agreed_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introductions', to='academy.enrolment')),
            ],
            options={
                'ordering': ['enrolment__number', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('enrolment', 'audience'), name='introduction_one_in_force')],
            },
        ),
        migrations.CreateModel(
            name='SessionNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('text', models.TextField(max_length=5000, verbose_name='메모')),
                ('written_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academy.session')),
            ],
            options={
                'ordering': ['session__starts_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('session', 'author'), name='note_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_says_something')],
            },
        ),
        written_once("academy_introduction", kept=["enrolment_id", "audience", "agreed_at"], deletable="1 = 0"),
        set_once("academy_introduction", "withdrawn_at"),
    ]

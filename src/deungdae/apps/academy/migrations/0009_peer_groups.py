"""Groups of peers, with their walls: nobody sits in a group of another cohort; moves are only added."""

import deungdae.apps.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.academy.walls import same_cohort
from deungdae.apps.core.database import append_only, written_once

SEAT_WALL = same_cohort("academy_peerseat", "academy_peergrouping", "grouping_id")


class Migration(migrations.Migration):

    dependencies = [
        ("academy", "0008_invitations"),
        ('core', '0007_personal_export'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PeerGrouping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('rules', models.JSONField()),
                ('state', models.CharField(choices=[('asked', '계산 중'), ('computed', '계산됨'), ('impossible', '나눌 수 없음'), ('published', '참가자에게 공개'), ('replaced', '새 그룹으로 바뀜')], default='asked', max_length=10)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groupings', to='academy.cohort')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.decision')),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.job')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PeerMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old', models.PositiveSmallIntegerField()),
                ('new', models.PositiveSmallIntegerField()),
                ('cost', models.IntegerField(help_text='by how much the whole became dearer')),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academy.enrolment')),
                ('grouping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='academy.peergrouping')),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academy.enrolment')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PeerSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(help_text='from 1')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peer_seats', to='academy.enrolment')),
                ('grouping', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='academy.peergrouping')),
            ],
            options={
                'ordering': ['group', 'enrolment__number'],
            },
        ),
        migrations.AddConstraint(
            model_name='peergrouping',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('cohort',), name='grouping_one_published'),
        ),
        migrations.AddConstraint(
            model_name='peergrouping',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('decision__isnull', False)), _connector='OR'), name='grouping_decided'),
        ),
        migrations.AddConstraint(
            model_name='peerseat',
            constraint=models.UniqueConstraint(fields=('grouping', 'enrolment'), name='peer_seat_once'),
        ),
        migrations.AddConstraint(
            model_name='peerseat',
            constraint=models.CheckConstraint(condition=models.Q(('group__gte', 1)), name='peer_seat_in_a_group'),
        ),
        SEAT_WALL,
        written_once("academy_peerseat", kept=["grouping_id", "enrolment_id"], deletable="1 = 0"),
        append_only("academy_peermove"),
    ]

"""Visits, with their walls: no place more than the host has, and none for somebody of another cohort."""

import deungdae.apps.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.academy.walls import same_cohort
from deungdae.apps.core.database import VendorSQL, written_once

TEXT = "more places than the host has"
TAKEN = "(SELECT count(*) FROM academy_visitplace WHERE visit_id = NEW.visit_id)"
PLACES = "(SELECT capacity FROM academy_visit WHERE id = NEW.visit_id)"
PLACES_WALL = VendorSQL(
    name=TEXT,
    sqlite=[
        f"CREATE TRIGGER academy_visitplace_places BEFORE INSERT ON academy_visitplace "
        f"WHEN {TAKEN} >= {PLACES} BEGIN SELECT RAISE(ABORT, '{TEXT}'); END"
    ],
    postgresql=[
        f"""CREATE FUNCTION academy_visitplace_places() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM 1 FROM academy_visit WHERE id = NEW.visit_id FOR NO KEY UPDATE;
            IF {TAKEN} >= {PLACES} THEN
                RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation';
            END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER academy_visitplace_places BEFORE INSERT ON academy_visitplace
            FOR EACH ROW EXECUTE FUNCTION academy_visitplace_places()""",
    ],
    undo={
        "sqlite": ["DROP TRIGGER academy_visitplace_places"],
        "postgresql": [
            "DROP TRIGGER academy_visitplace_places ON academy_visitplace",
            "DROP FUNCTION academy_visitplace_places()",
        ],
    },
)
COHORT_WALL = same_cohort("academy_visitplace", "academy_visit", "visit_id")


class Migration(migrations.Migration):

    dependencies = [
        ("academy", "0010_circle"),
        ('organisations', '0020_region_english_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('contact_name', models.CharField(max_length=80, verbose_name='맞아 주실 분')),
                ('contact_email', models.EmailField(max_length=254, verbose_name='이메일')),
                ('capacity', models.PositiveSmallIntegerField(verbose_name='방문 인원')),
                ('no_photographs', models.BooleanField(default=True, verbose_name='사진을 찍지 않음')),
                ('no_competitors', models.BooleanField(default=True, verbose_name='경쟁사는 들어올 수 없음')),
                ('promise', models.TextField(blank=True, max_length=2000, verbose_name='비밀 유지 약속')),
                ('transport', models.CharField(blank=True, max_length=500, verbose_name='오시는 길과 교통')),
                ('link_version', models.PositiveIntegerField(default=1, help_text='a new one for every letter to the host')),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('declined_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='맞이하기 어려운 까닭')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='academy.cohort')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits_hosted', to='organisations.organisation')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='visit', to='academy.session')),
            ],
            options={
                'ordering': ['session__starts_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='VisitPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('promised', models.TextField(blank=True)),
                ('promised_at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visit_places', to='academy.enrolment')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='academy.visit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__range', (1, 5000))), name='visit_has_places'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('declined_at__isnull', True), _connector='OR'), name='visit_one_answer'),
        ),
        migrations.AddConstraint(
            model_name='visitplace',
            constraint=models.UniqueConstraint(fields=('visit', 'enrolment'), name='visit_place_once'),
        ),
        PLACES_WALL,
        COHORT_WALL,
        written_once("academy_visit", kept=["public_id", "session_id", "cohort_id"], deletable="1 = 0"),
    ]

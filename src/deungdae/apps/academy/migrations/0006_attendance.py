"""Attendance, with its walls: nobody is at a session without a seat of its cohort, and no record changes whose it
is or at what, or goes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.core.database import VendorSQL, append_only, written_once

TEXT = "attendance without a seat"
SEATED = """EXISTS (SELECT 1 FROM academy_enrolment e JOIN academy_session s ON s.cohort_id = e.cohort_id
    WHERE e.id = NEW.enrolment_id AND s.id = NEW.session_id AND e.state = 'seated')"""
SEAT_WALL = VendorSQL(
    name=TEXT,
    sqlite=[
        f"CREATE TRIGGER academy_attendance_seat BEFORE INSERT ON academy_attendance "
        f"WHEN NOT {SEATED} BEGIN SELECT RAISE(ABORT, '{TEXT}'); END"
    ],
    postgresql=[
        f"""CREATE FUNCTION academy_attendance_seat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NOT {SEATED} THEN
                RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation';
            END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER academy_attendance_seat BEFORE INSERT ON academy_attendance
            FOR EACH ROW EXECUTE FUNCTION academy_attendance_seat()""",
    ],
    undo={
        "sqlite": ["DROP TRIGGER academy_attendance_seat"],
        "postgresql": [
            "DROP TRIGGER academy_attendance_seat ON academy_attendance",
            "DROP FUNCTION academy_attendance_seat()",
        ],
    },
)


class Migration(migrations.Migration):

    dependencies = [
        ('academy', '0005_year_plan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('present', '출석'), ('late', '지각'), ('left_early', '조퇴'), ('excused', '공결'), ('absent', '결석')], max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(default=0, help_text="of the session's, attended")),
                ('arrived_at', models.DateTimeField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('way', models.CharField(choices=[('screen', '화면 QR'), ('door', '개인 QR'), ('list', '명단'), ('report', '온라인 보고서')], max_length=10)),
                ('marked_at', models.DateTimeField(help_text='when somebody said so; sent later where there was no network')),
            ],
            options={
                'ordering': ['session', 'enrolment'],
            },
        ),
        migrations.CreateModel(
            name='AttendanceStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_state', models.CharField(blank=True, choices=[('present', '출석'), ('late', '지각'), ('left_early', '조퇴'), ('excused', '공결'), ('absent', '결석')], max_length=10)),
                ('state', models.CharField(choices=[('present', '출석'), ('late', '지각'), ('left_early', '조퇴'), ('excused', '공결'), ('absent', '결석')], max_length=10)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('way', models.CharField(choices=[('screen', '화면 QR'), ('door', '개인 QR'), ('list', '명단'), ('report', '온라인 보고서')], max_length=10)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='course',
            name='attendance_percent',
            field=models.PositiveSmallIntegerField(default=80, help_text="of the minutes of a cohort's sessions", verbose_name='수료 기준 출석률(%)'),
        ),
        migrations.AddField(
            model_name='historicalcourse',
            name='attendance_percent',
            field=models.PositiveSmallIntegerField(default=80, help_text="of the minutes of a cohort's sessions", verbose_name='수료 기준 출석률(%)'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(('attendance_percent__range', (1, 100))), name='course_attendance_percent'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='academy.enrolment'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='academy.session'),
        ),
        migrations.AddField(
            model_name='attendancestep',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='attendancestep',
            name='attendance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='academy.attendance'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('session', 'enrolment'), name='attendance_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes__gte', 1), ('state__in', ['present', 'late', 'left_early'])), models.Q(('minutes', 0), ('state__in', ['excused', 'absent'])), _connector='OR'), name='attendance_minutes_of_whoever_was_there'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('arrived_at__isnull', True), ('left_at__isnull', True), ('left_at__gt', models.F('arrived_at')), _connector='OR'), name='attendance_left_after_arriving'),
        ),
        migrations.AddIndex(
            model_name='attendancestep',
            index=models.Index(fields=['attendance', 'id'], name='attendance_step'),
        ),
        SEAT_WALL,
        written_once("academy_attendance", kept=["session_id", "enrolment_id"], deletable="1 = 0"),
        append_only("academy_attendancestep"),
    ]

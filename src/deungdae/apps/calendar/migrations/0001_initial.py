import deungdae.apps.core.ids
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_register'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalResource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('room', '회의실·강의실'), ('hall', '홀'), ('person', '강사·멘토'), ('vehicle', '차량')], max_length=10, verbose_name='종류')),
                ('name', models.CharField(max_length=100, verbose_name='이름')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='장소')),
                ('seats', models.PositiveIntegerField(blank=True, null=True, verbose_name='좌석 수')),
                ('equipment', models.CharField(blank=True, max_length=300, verbose_name='장비')),
                ('archived_at', models.DateTimeField(editable=False, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('account', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='계정')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisations.region', verbose_name='지역')),
            ],
            options={
                'verbose_name': 'historical resource',
                'verbose_name_plural': 'historical resources',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('room', '회의실·강의실'), ('hall', '홀'), ('person', '강사·멘토'), ('vehicle', '차량')], max_length=10, verbose_name='종류')),
                ('name', models.CharField(max_length=100, verbose_name='이름')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='장소')),
                ('seats', models.PositiveIntegerField(blank=True, null=True, verbose_name='좌석 수')),
                ('equipment', models.CharField(blank=True, max_length=300, verbose_name='장비')),
                ('link_version', models.PositiveIntegerField(default=1, help_text='a higher number makes older links worthless')),
                ('archived_at', models.DateTimeField(editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resource', to=settings.AUTH_USER_MODEL, verbose_name='계정')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.region', verbose_name='지역')),
            ],
            options={
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['kind', 'name', 'id'], name='resource_kind_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='resource_has_name'), models.CheckConstraint(condition=models.Q(('account__isnull', True), ('kind', 'person'), _connector='OR'), name='resource_account_of_a_person'), models.CheckConstraint(condition=models.Q(('seats__isnull', True), ('seats__range', (1, 10000)), _connector='OR'), name='resource_has_a_seat'), models.UniqueConstraint(condition=models.Q(('archived_at__isnull', True), models.Q(('kind', 'person'), _negated=True)), fields=('kind', 'name', 'place'), name='resource_once_at_a_place')],
            },
        ),
        migrations.CreateModel(
            name='OpeningTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(help_text='0 is Monday')),
                ('opens', models.PositiveSmallIntegerField(help_text='minutes after midnight')),
                ('closes', models.PositiveSmallIntegerField(help_text='minutes after midnight; 1440 is the end of the day')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_times', to='calendar.resource')),
            ],
            options={
                'ordering': ['weekday', 'opens'],
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__lte', 6), ('closes__gt', models.F('opens')), ('closes__lte', 1440)), name='opening_time_within_a_day'), models.UniqueConstraint(fields=('resource', 'weekday', 'opens'), name='opening_time_once')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalBooking',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='시작')),
                ('ends_at', models.DateTimeField(verbose_name='끝')),
                ('purpose', models.CharField(max_length=200, verbose_name='용도')),
                ('source', models.CharField(blank=True, help_text='`kind:short id` of what it is for', max_length=60)),
                ('overruled', models.CharField(blank=True, help_text='why it stands on a closed time', max_length=200, verbose_name='그래도 예약한 까닭')),
                ('together', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, help_text='the same for what was booked in one act')),
                ('sequence', models.PositiveIntegerField(default=0, help_text='one more at each change')),
                ('cancelled_at', models.DateTimeField(null=True, verbose_name='취소한 때')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='취소한 까닭')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cancelled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resource', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='calendar.resource')),
            ],
            options={
                'verbose_name': 'historical booking',
                'verbose_name_plural': 'historical bookings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ClosedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('day', models.DateField()),
                ('reason', models.CharField(max_length=200, verbose_name='까닭')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resource', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='closed_days', to='calendar.resource')),
            ],
            options={
                'ordering': ['day', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='closed_day_says_why'), models.UniqueConstraint(fields=('resource', 'day'), name='closed_day_once'), models.UniqueConstraint(condition=models.Q(('resource__isnull', True)), fields=('day',), name='closed_day_of_the_centre_once')],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('starts_at', models.DateTimeField(verbose_name='시작')),
                ('ends_at', models.DateTimeField(verbose_name='끝')),
                ('purpose', models.CharField(max_length=200, verbose_name='용도')),
                ('source', models.CharField(blank=True, help_text='`kind:short id` of what it is for', max_length=60)),
                ('overruled', models.CharField(blank=True, help_text='why it stands on a closed time', max_length=200, verbose_name='그래도 예약한 까닭')),
                ('together', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, help_text='the same for what was booked in one act')),
                ('sequence', models.PositiveIntegerField(default=0, help_text='one more at each change')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('cancelled_at', models.DateTimeField(null=True, verbose_name='취소한 때')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='취소한 까닭')),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='calendar.resource')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'indexes': [models.Index(fields=['resource', 'ends_at'], name='booking_resource_ends'), models.Index(fields=['starts_at'], name='booking_starts'), models.Index(fields=['together'], name='booking_together'), models.Index(condition=models.Q(('source', ''), _negated=True), fields=['source'], name='booking_source')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='booking_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='booking_says_what_for'), models.CheckConstraint(condition=models.Q(('cancelled_at__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='booking_cancelled_with_a_reason')],
            },
        ),
    ]

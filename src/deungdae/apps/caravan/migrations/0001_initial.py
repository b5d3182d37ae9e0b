"""Days, participants, requests, timetables: every table whole, so that SQLite makes each of them once."""

import deungdae.apps.core.ids
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('organisations', '0001_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='행사 이름')),
                ('date', models.DateField(verbose_name='날짜')),
                ('place', models.CharField(max_length=200, verbose_name='장소')),
                ('opens_at', models.TimeField(verbose_name='시작 시각')),
                ('closes_at', models.TimeField(verbose_name='종료 시각')),
                ('slot_minutes', models.PositiveSmallIntegerField(verbose_name='상담 시간(분)')),
                ('mode', models.CharField(choices=[('two_sided', '수요·공급 상담'), ('brokerage', '자유 교류')], default='two_sided', max_length=10, verbose_name='방식')),
                ('state', models.CharField(choices=[('draft', '작성 중'), ('requests_open', '신청 접수 중'), ('requests_closed', '신청 마감'), ('timetable', '시간표 작성'), ('published', '공개'), ('held', '개최 완료'), ('closed', '마감')], default='draft', max_length=20)),
                ('fairness', models.PositiveSmallIntegerField(blank=True, default=2, help_text='가장 많이 기다리는 참가자와 가장 적게 기다리는 참가자의 대기 공백 차이. 비우면 제한이 없습니다.', null=True, verbose_name='공평 한도')),
                ('requests_until', models.DateField(blank=True, null=True, verbose_name='신청 답변 기한')),
                ('timetable_revision', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-date', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='day_hours_not_empty'), models.CheckConstraint(condition=models.Q(('slot_minutes__gte', 5), ('slot_minutes__lte', 240)), name='day_slot_minutes_5_to_240')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=60, verbose_name='이름')),
                ('starts_at', models.TimeField(verbose_name='시작')),
                ('ends_at', models.TimeField(verbose_name='끝')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='caravan.matchingday')),
            ],
            options={
                'ordering': ['starts_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='pause_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('starts_at', models.TimeField()),
                ('ends_at', models.TimeField()),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='caravan.matchingday')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('day', 'number'), name='slot_number_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='slot_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Table',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='번호')),
                ('capacity', models.PositiveSmallIntegerField(default=4, verbose_name='정원')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='비고')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tables', to='caravan.matchingday')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('day', 'number'), name='table_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('capacity__gte', 2)), name='table_number_and_capacity')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('code', models.CharField(max_length=20, verbose_name='참가 번호')),
                ('side', models.CharField(choices=[('demand', '수요'), ('supply', '공급'), ('free', '자유')], max_length=10, verbose_name='구분')),
                ('wish', models.CharField(choices=[('any', '무관'), ('morning', '오전'), ('afternoon', '오후')], default='any', max_length=10, verbose_name='희망 시간대')),
                ('max_meetings', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='최대 상담 수')),
                ('contact_name', models.CharField(blank=True, max_length=100, verbose_name='담당자')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='담당자 이메일')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='담당자 전화')),
                ('link_version', models.PositiveSmallIntegerField(default=1)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='caravan.matchingday')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='organisations.organisation')),
                ('own_table', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='caravan.table', verbose_name='전용 테이블')),
            ],
            options={
                'ordering': ['code', 'id'],
                'indexes': [models.Index(fields=['day', 'code', 'id'], name='caravan_par_day_id_29e4f3_idx')],
                'constraints': [models.UniqueConstraint(fields=('day', 'organisation'), name='participant_once_per_day'), models.UniqueConstraint(fields=('day', 'code'), name='participant_code_once'), models.CheckConstraint(condition=models.Q(('max_meetings__isnull', True), ('max_meetings__gte', 1), _connector='OR'), name='participant_max_meetings_positive')],
            },
        ),
        migrations.CreateModel(
            name='MeetingRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('code', models.CharField(max_length=20, verbose_name='상담 번호')),
                ('rank', models.PositiveSmallIntegerField(default=1, verbose_name='순위')),
                ('reason', models.TextField(blank=True, verbose_name='신청 이유')),
                ('state', models.CharField(choices=[('pending', '답변 대기'), ('accepted', '수락'), ('declined', '거절'), ('expired', '기한 지남'), ('withdrawn', '철회')], default='pending', max_length=10, verbose_name='상태')),
                ('answer_reason', models.TextField(blank=True, verbose_name='답변 이유')),
                ('wish', models.CharField(choices=[('any', '무관'), ('morning', '오전'), ('afternoon', '오후')], default='any', max_length=10, verbose_name='시간대')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='답변 기한')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='caravan.matchingday')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='received_requests', to='caravan.participant')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sent_requests', to='caravan.participant')),
                ('fixed_slot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='caravan.slot')),
                ('fixed_table', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='caravan.table')),
            ],
            options={
                'ordering': ['code', 'id'],
                'indexes': [models.Index(fields=['day', 'state', 'code', 'id'], name='caravan_mee_day_id_bc3b24_idx')],
                'constraints': [models.UniqueConstraint(models.F('day'), django.db.models.functions.comparison.Least('sender', 'receiver'), django.db.models.functions.comparison.Greatest('sender', 'receiver'), name='request_pair_once'), models.UniqueConstraint(fields=('day', 'code'), name='request_code_once'), models.CheckConstraint(condition=models.Q(('sender', models.F('receiver')), _negated=True), name='request_not_with_oneself'), models.CheckConstraint(condition=models.Q(('rank__gte', 1), ('rank__lte', 99)), name='request_rank_1_to_99')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('locked', models.BooleanField(default=False, verbose_name='고정')),
                ('state', models.CharField(choices=[('planned', '예정'), ('cancelled', '취소'), ('held', '완료'), ('no_show', '불참')], default='planned', max_length=10)),
                ('unplaced_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='caravan.matchingday')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='caravan.meetingrequest')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings_as_first', to='caravan.participant')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings_as_second', to='caravan.participant')),
                ('slot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='caravan.slot')),
                ('table', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='caravan.table')),
            ],
            options={
                'ordering': ['slot__number', 'table__number', 'id'],
                'constraints': [models.UniqueConstraint(fields=('slot', 'table'), name='meeting_one_per_slot_and_table'), models.CheckConstraint(condition=models.Q(models.Q(('slot__isnull', True), ('table__isnull', True)), models.Q(('slot__isnull', False), ('table__isnull', False)), _connector='OR'), name='meeting_slot_with_table'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), ('slot__isnull', True), _connector='OR'), name='meeting_cancelled_has_no_slot'), models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='meeting_not_with_oneself')],
            },
        ),
        migrations.CreateModel(
            name='MeetingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('placed', '배치'), ('moved', '이동'), ('locked', '고정'), ('unlocked', '고정 해제'), ('added', '추가'), ('cancelled', '취소')], max_length=10)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='caravan.matchingday')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='caravan.meeting')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['day', '-id'], name='caravan_mee_day_id_fb1e0e_idx')],
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='이름')),
                ('job_title', models.CharField(blank=True, max_length=100, verbose_name='직책')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='caravan.participant')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.TimeField(verbose_name='시작')),
                ('ends_at', models.TimeField(verbose_name='끝')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='사유')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='caravan.participant')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('participant', 'starts_at', 'ends_at'), name='absence_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='absence_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Precedence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='precedences', to='caravan.matchingday')),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='before', to='caravan.meetingrequest')),
                ('later', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='after', to='caravan.meetingrequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('earlier', 'later'), name='precedence_once'), models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='precedence_of_two_meetings')],
            },
        ),
        migrations.CreateModel(
            name='MeetingSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='caravan.meeting')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='caravan.participant')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='caravan.slot')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('participant', 'slot'), name='seat_one_per_participant_and_slot')],
            },
        ),
        migrations.CreateModel(
            name='TimetableProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('base_revision', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('proposed', '검토 중'), ('applied', '확정'), ('discarded', '취소'), ('stale', '지난 제안'), ('infeasible', '배치 불가')], default='proposed', max_length=10)),
                ('placements', models.JSONField(default=dict, help_text='meeting public id -> [slot number, table number]')),
                ('unplaced', models.JSONField(default=dict, help_text='meeting public id -> reason')),
                ('summary', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='caravan.matchingday')),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='core.decision')),
                ('job', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposal', to='core.job')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
    ]

"""Certificates, and the walls around what they say."""

import deungdae.apps.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from deungdae.apps.academy.walls import CERTIFICATE_WALLS, KEPT
from deungdae.apps.core.database import written_once


class Migration(migrations.Migration):

    dependencies = [
        ('academy', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('given', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=deungdae.apps.core.ids.new_public_id, editable=False, unique=True)),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='수료증 번호')),
                ('name', models.CharField(max_length=80, verbose_name='이름')),
                ('job_title', models.CharField(blank=True, max_length=60, verbose_name='직위')),
                ('organisation_name', models.CharField(blank=True, max_length=200, verbose_name='기업')),
                ('course_title', models.CharField(max_length=120, verbose_name='과정 이름')),
                ('course_title_english', models.CharField(blank=True, max_length=160, verbose_name='영어 이름')),
                ('role', models.CharField(choices=[('ceo', '최고경영자'), ('planner', '기획자'), ('engineer', '엔지니어'), ('data_analyst', '데이터 분석가'), ('ai_engineer', 'AI 엔지니어'), ('field_leader', '현장 리더')], max_length=20, verbose_name='교육 대상')),
                ('cohort_number', models.PositiveSmallIntegerField(verbose_name='기수')),
                ('hours', models.PositiveSmallIntegerField(verbose_name='교육 시간')),
                ('region', models.CharField(blank=True, help_text='province of the company', max_length=2)),
                ('size', models.CharField(blank=True, choices=[('', '알려지지 않음'), ('1-9', '1~9명'), ('10-49', '10~49명'), ('50-299', '50~299명'), ('300-999', '300~999명'), ('1000-', '1,000명 이상')], help_text='of the company', max_length=10)),
                ('started_on', models.DateField(verbose_name='시작한 날')),
                ('completed_on', models.DateField(verbose_name='수료한 날')),
                ('certified_on', models.DateField(help_text='of the first one, kept by a re-issue', verbose_name='수료증을 받은 날')),
                ('issuer', models.CharField(max_length=120, verbose_name='발급 기관')),
                ('issued_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('revoked_reason', models.CharField(blank=True, max_length=200, verbose_name='취소한 까닭')),
                ('shown', models.CharField(choices=[('full', '이름 모두'), ('masked', '이름 일부를 가림'), ('hidden', '이름을 보이지 않음')], default='masked', max_length=6, verbose_name='확인 화면에 보일 이름')),
                ('erased_at', models.DateTimeField(help_text='when the person was taken out of the records', null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='academy.enrolment')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='academy.certificate')),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-issued_at', '-id'],
                'indexes': [models.Index(fields=['certified_on'], name='certificate_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('enrolment',), name='certificate_one_valid_per_enrolment'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='certificate_has_name'), models.CheckConstraint(condition=models.Q(('completed_on__lte', models.F('certified_on')), ('started_on__lte', models.F('completed_on'))), name='certificate_days_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_reason', '')), models.Q(('revoked_at__isnull', False), models.Q(models.Q(('revoked_reason', ''), _negated=True), ('erased_at__isnull', False), _connector='OR')), _connector='OR'), name='certificate_revoked_with_a_reason')],
            },
        ),
        written_once("academy_certificate", kept=KEPT, deletable="1 = 0"),
        CERTIFICATE_WALLS,
    ]

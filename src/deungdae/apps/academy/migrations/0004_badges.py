"""Badges and the keys that sign them."""

import django.db.models.deletion
from django.db import migrations, models

from deungdae.apps.academy.walls import BADGE_WALLS
from deungdae.apps.core.database import written_once


class Migration(migrations.Migration):

    dependencies = [
        ('academy', '0003_certificates'),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='thumbprint of the public part, RFC 7638', max_length=43, unique=True)),
                ('kid', models.URLField(help_text='where its public part is found', max_length=300, unique=True)),
                ('algorithm', models.CharField(default='RS256', max_length=10)),
                ('public_jwk', models.JSONField()),
                ('private_key', models.TextField(blank=True, help_text='encrypted; empty once it is retired')),
                ('created_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('algorithm',), name='signing_key_one_in_use'), models.CheckConstraint(condition=models.Q(models.Q(('retired_at__isnull', True), models.Q(('private_key', ''), _negated=True)), models.Q(('private_key', ''), ('retired_at__isnull', False)), _connector='OR'), name='signing_key_retired_cannot_sign')],
            },
        ),
        migrations.CreateModel(
            name='Badge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('credential', models.TextField(blank=True, help_text='compact JWS; empty once the person is taken out')),
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='badge', to='academy.certificate')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='badges', to='academy.signingkey')),
            ],
        ),
        written_once(
            "academy_signingkey", kept=["name", "kid", "algorithm", "public_jwk", "created_at"], deletable="1 = 0"
        ),
        written_once("academy_badge", kept=["certificate_id", "key_id"], deletable="1 = 0"),
        BADGE_WALLS,
    ]

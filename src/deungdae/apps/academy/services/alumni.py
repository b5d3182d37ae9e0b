"""Writing to a fellow alumnus: passed on by the house, so that nobody learns an address."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Introduction, RelayedMessage
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.selectors.alumni import line_of, listed
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.outbox.services import post_message
from deungdae.engine.kernel.korean import sentence

MOST_A_DAY = 10


@transaction.atomic
def relay_message(*, to: Introduction, sender: User, words: str) -> RelayedMessage:
    """Pass words on to somebody of the directory. Who writes is in it too: else nobody could answer."""
    User.objects.select_for_update(no_key=True).get(pk=sender.pk)
    mine = listed().filter(is_me(sender, "enrolment__trainee__")).first()
    if mine is None:
        message = _("먼저 자신을 동문 명단에 올려 주십시오. 그래야 받는 분이 답할 수 있습니다.")
        raise RefusedError("not_listed", message)
    standing = listed().filter(pk=to.pk).exclude(is_me(sender, "enrolment__trainee__")).first()
    if standing is None or not standing.enrolment.trainee.email:
        raise RefusedError("gone", _("이 동문은 이제 명단에 없습니다. 명단을 새로 고쳐 주십시오."))
    since = clock.now() - timedelta(days=1)
    if RelayedMessage.objects.filter(sender=sender, sent_at__gt=since).count() >= MOST_A_DAY:
        template = _("하루에 {most}통까지 전해 드립니다. 내일 다시 보내 주십시오.")
        raise refused("too_many", template, most=MOST_A_DAY)
    told = RelayedMessage.objects.create(introduction=standing, sender=sender, sent_at=clock.now())
    with translation.override(settings.LANGUAGE_CODE):
        who = line_of(mine)
        name = str(who.get("name") or _("이름을 보이지 않는 동문"))
        path = reverse("academy:alumni_message", args=[mine.public_id])
        post_message(
            recipient=standing.enrolment.trainee.email,
            occasion=f"alumni:{told.short_id}",
            template="academy/mail/alumni",
            context={
                "subject": sentence(_("{name} 동문이 글을 보냈습니다"), {"name": name}),
                "name": standing.enrolment.trainee.name,
                "sender": " · ".join(
                    one for one in (name, str(who.get("company", "")), who["cohort"]) if one
                ),
                "words": words,
                "link": settings.SITE_ADDRESS + path,
            },
            about=told.short_id,
        )
    return told

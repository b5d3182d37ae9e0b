"""A forum on other days: nobody who comes or speaks learns of it at a closed door."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.forum.models import Arrival, Forum, Registration, Talk
from deungdae.apps.forum.services import letters
from deungdae.apps.forum.spans import begins


def require_to_come(forum: Forum) -> None:
    """The new start lies ahead, and nobody has come yet."""
    if Arrival.objects.filter(registration__forum=forum).exists():
        message = _(
            "이미 체크인한 사람이 있어 포럼의 날과 시각을 바꿀 수 없습니다."
            " 명단에서 체크인을 먼저 거두어 주십시오."
        )
        raise RefusedError("came", message)
    if begins(forum) <= clock.now():
        message = _("포럼을 이미 지난 때로 옮길 수 없습니다. 앞으로의 날로 정해 주십시오.")
        raise RefusedError("past", message)


def tell_moved(forum: Forum) -> None:
    """Everybody who comes, waits or speaks is told once; calendars see a new version, and no offer outlives
    the new start."""
    forum.revision += 1
    forum.save(update_fields=["revision"])
    offered = Registration.objects.filter(forum=forum, state=Registration.State.OFFERED)
    offered.filter(offer_until__gt=begins(forum)).update(offer_until=begins(forum))
    if forum.state == Forum.State.DRAFT:
        return
    with translation.override(settings.LANGUAGE_CODE):
        when, occasion = letters.forum_lines(forum)[0], f"moved:{forum.revision}"
    people = list(Registration.objects.filter(forum=forum).active().exclude(number=None))
    talks = Talk.objects.filter(forum=forum).exclude(state__in=("asked", "withdrawn", "rejected"))
    found = list(talks.prefetch_related("speakers"))
    for person in people:
        person.forum = forum
    for talk in found:
        talk.forum = forum
    letters.tell_people(people, letters.SEAT_MOVED, reason=when, occasion=occasion)
    letters.tell_talks(
        found, letters.TALK_MOVED, reasons={talk.pk: when for talk in found}, occasion=occasion
    )

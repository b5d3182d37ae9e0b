"""Opening a course site: asked for here, asked back by the site, answered once with signed words (0031)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.documents.launch import claims_of
from deungdae.apps.academy.models import Cohort, CourseLink, Enrolment, Launch, SigningKey
from deungdae.apps.academy.rules import WRITE
from deungdae.apps.academy.services.signing import key_in_use, private_part, signed
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.ids import from_short, is_short

LIFE, KEPT = timedelta(minutes=5), timedelta(days=1)


@transaction.atomic
def ask_launch(
    *, link: CourseLink, enrolment: Enrolment | None, account: User | None, tells_name: bool = False
) -> Launch:
    """Of a seat, or of staff who look at what they have set up."""
    launch = Launch(
        link=link, enrolment=enrolment, account=account, tells_name=tells_name, asked_at=clock.now()
    )
    require_right(launch)
    launch.save()
    return launch


def require_right(launch: Launch) -> None:
    """As it is now: the site in use, the seat held, the cohort not cancelled; or staff."""
    site, seat = launch.link.site, launch.enrolment
    if site.retired_at is not None:
        template = _("‘{name}’(은/는) 지금 쓰지 않는 사이트입니다. 센터에 물어 주십시오.")
        raise refused("retired", template, name=site.name)
    if seat is None:
        if launch.account is None or not launch.account.has_perm(WRITE):
            raise RefusedError("no_right", _("이 학습을 열 권한이 없습니다."))
        return
    is_of_link = seat.cohort_id == launch.link.session.cohort_id
    if not is_of_link or seat.state != Enrolment.State.SEATED or seat.cohort.state == Cohort.State.CANCELLED:
        raise RefusedError("no_seat", _("자리가 확정된 분만 이 학습을 열 수 있습니다."))


@transaction.atomic
def answer_launch(*, name: str, client_id: str, redirect_uri: str, nonce: str, language: str) -> str:
    """The signed words for the site that asks back; RefusedError unless it is the one that the person opened,
    in time, for the first time, with a right that still holds."""
    launch = launch_of(name)
    site = launch.link.site
    if client_id != str(site.client_id) or redirect_uri != site.launch_url:
        template = _(
            "‘{name}’에 등록한 값과 다른 요청입니다. 사이트의 클라이언트 ID와 열기 주소를 확인해 주십시오."
        )
        raise refused("client", template, name=site.name)
    now = clock.now()
    require_right(launch)
    fresh = Launch.objects.filter(pk=launch.pk, used_at=None, asked_at__gt=now - LIFE)
    if not fresh.update(used_at=now):
        raise RefusedError("used", _("이미 쓰거나 오래된 화면입니다. 학습을 다시 열어 주십시오."))
    key = key_in_use(SigningKey.Purpose.LAUNCH)
    claims = claims_of(launch, nonce=nonce, now=now, language=language)
    return signed(claims, key, private_part(key))


def launch_of(name: str) -> Launch:
    known = Launch.objects.select_related("link__site", "link__session__cohort__course", "account")
    known = known.select_related("enrolment__trainee", "enrolment__cohort")
    found = known.filter(public_id=from_short(name)).first() if is_short(name) else None
    if found is None:
        raise RefusedError("unknown", _("모르는 요청입니다. 학습을 다시 열어 주십시오."))
    return found


def drop_launches() -> int:
    """A worker's chore: an opening of yesterday says nothing any more."""
    gone, _kinds = Launch.objects.filter(asked_at__lte=clock.now() - KEPT).delete()
    return gone

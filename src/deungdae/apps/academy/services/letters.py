"""What people are told about their seats, each thing once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.links import enrolment_address
from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.selectors.catalogue import lines_of_sessions
from deungdae.apps.calendar.selectors.words import clock as clock_words
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.engine.kernel.korean import sentence


@dataclass(frozen=True, slots=True)
class News:
    """`subject` and `words` with {fields}; `has_sessions`: the dates are listed below."""

    subject: str | Promise
    words: str | Promise
    has_sessions: bool = False


REQUESTED = News(
    _("신청을 받았습니다"),
    _("{cohort} 신청을 받았습니다(접수 번호 {number}). 결과는 이 주소로 알려 드립니다."),
)
SEATED = News(_("자리가 확정되었습니다"), _("{cohort} 자리가 확정되었습니다(접수 번호 {number})."), True)
WAITING = News(
    _("대기자로 접수되었습니다"),
    _("지금은 {cohort}에 드릴 자리가 없어 대기자로 접수되었습니다. 자리가 나면 순서대로 알려 드립니다."),
)
OFFERED = News(
    _("빈자리가 났습니다. {until}까지 수락해 주십시오"),
    _(
        "{cohort}에 빈자리가 나서 차례가 되었습니다."
        " {until}까지 아래 주소에서 수락하지 않으면 다음 분께 넘어갑니다."
    ),
    True,
)
EXPIRED = News(
    _("수락 기한이 지났습니다"),
    _(
        "{cohort} 자리를 기한까지 수락하지 않아 다음 분께 넘어갔습니다."
        " 모집 중이면 다시 신청하실 수 있습니다."
    ),
)
DECLINED = News(_("신청이 반려되었습니다"), _("{cohort} 신청을 받아들이지 못했습니다. 까닭: {reason}"))
CANCELLED = News(_("신청이 취소되었습니다"), _("{cohort} 신청이 취소되었습니다. 까닭: {reason}"))
TAKEN_BACK = News(
    _("자리가 줄어 대기자로 바뀌었습니다"),
    _(
        "{cohort}의 정원이 줄어 확정된 자리를 지켜 드리지 못했습니다."
        " 대기자로 옮겼고, 자리가 나면 접수한 순서대로 알려 드립니다. 까닭: {reason}"
    ),
)
COHORT_CANCELLED = News(_("기수가 취소되었습니다"), _("{cohort}(이/가) 취소되었습니다. 까닭: {reason}"))
VISIT_OFF = News(
    _("현장 방문을 하지 못하게 되었습니다"),
    _("{other}에서 바뀐 시각에는 맞이하기 어렵다고 하여 방문 신청을 거두었습니다."),
)
HANDED_OVER = News(_("자리를 동료에게 넘겼습니다"), _("{cohort} 자리를 {other} 님에게 넘겼습니다."))
NOT_REACHED = News(
    _("대기가 끝났습니다"), _("{cohort}(이/가) 끝나 대기도 끝났습니다. 다음 기수에 다시 신청해 주십시오.")
)
CERTIFIED = News(
    _("수료증이 나왔습니다"),
    _("{cohort} 수료를 축하합니다. 수료증과 디지털 배지를 아래 주소에서 내려받으십시오."),
)
REISSUED = News(
    _("수료증을 다시 발급했습니다"),
    _("{cohort} 수료증을 다시 발급했습니다. 전의 수료증은 쓸 수 없습니다. 까닭: {reason}"),
)
REVOKED = News(_("수료증이 취소되었습니다"), _("{cohort} 수료증이 취소되었습니다. 까닭: {reason}"))
COMPLETED = News(
    _("수료했습니다"), _("{cohort}(을/를) 수료했습니다. 출석과 수료 기록은 아래 주소에서 봅니다.")
)
NOT_COMPLETED = News(_("수료가 취소되었습니다"), _("{cohort}의 수료를 거두었습니다. 까닭: {reason}"))
INVITED = News(
    _("모시고자 합니다. {until}까지 답해 주십시오"),
    _(
        "{cohort}에 모시고자 합니다. {reason}자리를 {until}까지 비워 두겠습니다."
        " 아래 주소에서 계정 없이 수락하거나 사양하실 수 있고, 그때까지 답이 없으면 다음 분께 넘어갑니다."
    ),
    True,
)
GROUPED = News(
    _("동료 그룹이 정해졌습니다"),
    _("{cohort}의 동료 그룹은 {other}입니다. 함께할 분들은 아래 주소에서 봅니다."),
)
REMINDED = News(
    _("{until}까지 답을 기다립니다"),
    _(
        "{cohort}에 모신 초청에 아직 답을 받지 못했습니다. 자리를 {until}까지 비워 두겠습니다."
        " 아래 주소에서 수락하거나 사양해 주십시오."
    ),
    True,
)
THANKED = News(
    _("답을 주셔서 고맙습니다"), _("{cohort} 초청을 사양하신 것을 확인했습니다. 다음 기회에 모시겠습니다.")
)
GRADED = News(
    _("과제 점수가 나왔습니다"), _("{cohort} 과제 ‘{other}’의 점수가 나왔습니다. 아래 주소에서 봅니다.")
)
EXTENDED = News(_("과제 기한을 늘렸습니다"), _("{cohort} 과제 ‘{other}’의 기한을 {reason}까지로 늘렸습니다."))
FOLLOW_UP = News(
    _("배운 것을 업무에 쓰고 있습니까"),
    _("{cohort}(을/를) 수료한 지 석 달이 되었습니다. 아래 주소의 ‘할 일’에서 두 가지만 답해 주십시오."),
)
SESSION_CHANGED = News(_("수업 일정이 바뀌었습니다"), _("{cohort}의 일정이 바뀌었습니다. {reason}"), True)


def tell(
    enrolments: Iterable[Enrolment], news: News, *, reason: str = "", other: str = "", occasion: str = ""
) -> None:
    """Put the news into the outbox of everybody who has an address, in the house's language.

    `occasion`: what the news is about beside the enrolment's own state, so that the same is told once.
    """
    found = [one for one in enrolments if one.trainee.email]
    if not found:
        return
    with translation.override(settings.LANGUAGE_CODE):
        sessions = session_lines(found[0].cohort) if news.has_sessions else []
        moment = occasion or f"{clock.now():%Y%m%d%H%M%S%f}"
        post_messages(
            [
                written(one, news, reason=reason, other=other, occasion=moment, sessions=sessions)
                for one in found
            ]
        )


def written(
    enrolment: Enrolment, news: News, *, reason: str, other: str, occasion: str, sessions: list[str]
) -> OutboxMessage:
    values = {
        "cohort": str(enrolment.cohort),
        "number": str(enrolment.number),
        "until": until_words(enrolment.offer_until) if enrolment.offer_until else "",
        "reason": reason,
        "other": other,
    }
    subject = sentence(str(news.subject), values)
    return message_of(
        recipient=enrolment.trainee.email,
        occasion=f"enrolment:{enrolment.short_id}:{enrolment.state}:{occasion}",
        template="academy/mail/enrolment",
        context={
            "subject": f"[{enrolment.cohort}] {subject}",
            "name": enrolment.trainee.name,
            "words": sentence(str(news.words), values),
            "sessions": sessions,
            "link": enrolment_address(enrolment),
        },
        about=enrolment.cohort.short_id,
    )


def until_words(at: datetime) -> str:
    return f"{day_words(day_of(at))} {clock_words(at)}"


def session_lines(cohort: Cohort) -> list[str]:
    """When, what, and where or how."""
    lines = lines_of_sessions(cohort)
    return [
        f"{line['when']} {line['session'].title} ({line['places'] or line['session'].get_delivery_display()})"
        for line in lines
    ]

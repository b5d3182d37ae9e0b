"""What speakers and registrants are told, each thing once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.qr import qr_svg
from deungdae.apps.accounts.anonymising import NAME
from deungdae.apps.calendar.selectors.words import clock as clock_words
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.apps.core.words import dash
from deungdae.apps.forum.links import desk_address, registration_address, talk_address
from deungdae.apps.forum.models import Chair, Forum, Registration, Speaker, Talk
from deungdae.engine.kernel.korean import sentence


@dataclass(frozen=True, slots=True)
class News:
    """`subject` and `words` with {fields}; `has_code`: the person's QR comes with it."""

    subject: str | Promise
    words: str | Promise
    has_code: bool = False


TALK_ASKED = News(
    gettext_lazy("발표 신청을 확인해 주십시오"),
    gettext_lazy("‘{title}’ 발표 신청을 받았습니다. 아래 주소에서 ‘확인하고 접수하기’를 눌러야 접수됩니다."),
)
TALK_SUBMITTED = News(
    gettext_lazy("발표 신청을 접수했습니다"),
    gettext_lazy("‘{title}’ 발표 신청을 접수했습니다({code}). 모집 마감까지 아래 주소에서 고칠 수 있습니다."),
)
TALK_RENEWED = News(
    gettext_lazy("발표 주소가 바뀌었습니다"),
    gettext_lazy(
        "‘{title}’ 발표자가 바뀌어 주소도 바뀌었습니다. 전에 받은 주소 대신 아래 주소를 써 주십시오."
    ),
)
TALK_ACCEPTED = News(
    gettext_lazy("발표가 채택되었습니다"),
    gettext_lazy(
        "‘{title}’ 발표가 채택되었습니다. 아래 주소에서 ‘발표하겠습니다’를 눌러 알려 주십시오. {reason}"
    ),
)
TALK_WAITING = News(
    gettext_lazy("발표가 대기 목록에 있습니다"),
    gettext_lazy("‘{title}’ 발표는 대기입니다. 자리가 나면 알려 드립니다. {reason}"),
)
TALK_REJECTED = News(
    gettext_lazy("발표 심사 결과를 알려 드립니다"),
    gettext_lazy("‘{title}’ 발표를 이번에는 모시지 못했습니다. {reason}"),
)
TALK_PLACED = News(
    gettext_lazy("발표 시간이 정해졌습니다"),
    gettext_lazy("‘{title}’ 발표의 시간과 장소입니다: {reason}"),
)
FORUM_CANCELLED = News(
    gettext_lazy("포럼이 취소되었습니다"), gettext_lazy("{forum}(이/가) 취소되었습니다. 까닭: {reason}")
)
CHAIR = News(
    gettext_lazy("좌장을 맡아 주셔서 고맙습니다"),
    gettext_lazy(
        "{forum}에서 ‘{title}’ 발표의 좌장이십니다: {reason}. 질문을 고르고 화면에 보이는 주소입니다."
    ),
)
TALK_MOVED = News(
    gettext_lazy("포럼 일정이 바뀌었습니다"),
    gettext_lazy("{forum} 일정이 바뀌었습니다: {reason}. 발표하실 수 없으면 센터에 알려 주십시오."),
)
SEAT_MOVED = News(
    gettext_lazy("포럼 일정이 바뀌었습니다"),
    gettext_lazy("{forum} 일정이 바뀌었습니다: {reason}. 오실 수 없으면 아래 주소에서 취소해 주십시오."),
)
FOLLOW_UP = News("{subject}", "{reason}")
SEAT_ASKED = News(
    gettext_lazy("참가 신청을 확인해 주십시오"),
    gettext_lazy("{forum} 참가 신청을 받았습니다. 아래 주소에서 ‘확인하고 신청하기’를 눌러야 접수됩니다."),
)
SEAT_SEATED = News(
    gettext_lazy("참가가 확정되었습니다"),
    gettext_lazy(
        "{forum} 참가가 확정되었습니다(접수 번호 {number})."
        " 행사 날 입구에서 붙임 QR이나 아래 주소를 보여 주십시오."
    ),
    True,
)
SEAT_WAITING = News(
    gettext_lazy("대기자로 접수되었습니다"),
    gettext_lazy(
        "지금은 {forum}에 드릴 자리가 없어 대기자로 접수되었습니다. 자리가 나면 순서대로 알려 드립니다."
    ),
)
SEAT_OFFERED = News(
    gettext_lazy("빈자리가 났습니다. {until}까지 수락해 주십시오"),
    gettext_lazy(
        "{forum}에 빈자리가 났습니다. {until}까지 아래 주소에서 수락하지 않으면 다음 분께 넘어갑니다."
    ),
)
SEAT_EXPIRED = News(
    gettext_lazy("수락 기한이 지났습니다"),
    gettext_lazy("{forum} 자리를 기한까지 수락하지 않아 다음 분께 넘어갔습니다."),
)
SEAT_CANCELLED = News(
    gettext_lazy("참가 신청이 취소되었습니다"),
    gettext_lazy("{forum} 참가 신청이 취소되었습니다. 까닭: {reason}"),
)
SEAT_AGAIN = News(
    gettext_lazy("이미 신청하셨습니다"),
    gettext_lazy("{forum} 참가 신청을 이미 하셨습니다(지금 상태: {state}). 아래 주소에서 보거나 바꿉니다."),
)
NOT_REACHED = News(gettext_lazy("대기가 끝났습니다"), gettext_lazy("{forum}(이/가) 끝나 대기도 끝났습니다."))
PROGRAMME = News(
    gettext_lazy("프로그램이 나왔습니다"),
    gettext_lazy(
        "{forum} 프로그램이 나왔습니다. 아래 주소에서 들을 발표를 고르고 내 일정을 달력에 넣으십시오."
    ),
)


def tell_talks(
    talks: Iterable[Talk], news: News, *, reasons: dict[int, str] | None = None, occasion: str = ""
) -> None:
    """To every speaker who is still known, in the house's language; `reasons` by the key of the talk."""
    with translation.override(settings.LANGUAGE_CODE):
        moment = occasion or f"{clock.now():%Y%m%d%H%M%S%f}"
        messages = [
            talk_letter(talk, news, reason=(reasons or {}).get(talk.pk, ""), occasion=moment, to=speaker)
            for talk in talks
            for speaker in talk.speakers.all()
            if speaker.name != NAME
        ]
        post_messages(messages)


def ask_contact(talk: Talk) -> None:
    """Only the first who is still known is asked to confirm; the others, whoever typed them, hear after."""
    with translation.override(settings.LANGUAGE_CODE):
        moment, contact = f"{clock.now():%Y%m%d%H%M%S%f}", talk.speakers.exclude(name=NAME).first()
        if contact is not None:
            post_messages([talk_letter(talk, TALK_ASKED, reason="", occasion=moment, to=contact)])


def talk_letter(talk: Talk, news: News, *, reason: str, occasion: str, to: Speaker) -> OutboxMessage:
    values = {"title": talk.title, "code": talk.code, "forum": str(talk.forum), "reason": reason}
    return letter(
        forum=talk.forum,
        news=news,
        values=values,
        recipient=to.email,
        name=to.name,
        link=talk_address(talk),
        occasion=f"talk:{talk.short_id}:{talk.state}:{occasion}",
    )


def tell_people(
    people: Iterable[Registration], news: News, *, reason: str = "", subject: str = "", occasion: str = ""
) -> None:
    """To everybody of these who has an address."""
    with translation.override(settings.LANGUAGE_CODE):
        moment = occasion or f"{clock.now():%Y%m%d%H%M%S%f}"
        told = {"reason": reason, "subject": subject, "occasion": moment}
        post_messages([seat_letter(one, news, **told) for one in people if one.email])


def seat_letter(one: Registration, news: News, *, reason: str, subject: str, occasion: str) -> OutboxMessage:
    address = registration_address(one)
    values = {
        "forum": str(one.forum),
        "number": str(one.number or ""),
        "until": moment_words(one.offer_until) if one.offer_until else "",
        "state": str(one.get_state_display()),
        "reason": reason,
        "subject": subject,
    }
    code = (_("참가 QR.svg"), "image/svg+xml", picture_of(one)) if news.has_code else None
    return letter(
        forum=one.forum,
        news=news,
        values=values,
        recipient=one.email,
        name=one.name,
        link=address,
        occasion=f"forum_seat:{one.short_id}:{one.state}:{occasion}",
        attachment=code,
    )


def tell_chair(chair: Chair, talk: Talk, *, reason: str, occasion: str) -> None:
    """The chair gets the address of the desk of the talk."""
    if chair.name == NAME:
        return
    with translation.override(settings.LANGUAGE_CODE):
        message = letter(
            forum=talk.forum,
            news=CHAIR,
            values={"title": talk.title, "forum": str(talk.forum), "reason": reason},
            recipient=chair.email,
            name=chair.name,
            link=desk_address(talk),
            occasion=f"forum_chair:{chair.short_id}:{talk.short_id}:{occasion}",
        )
        post_messages([message])


def picture_of(registration: Registration) -> str:
    """The QR of the person's own page: what the door reads, and what the phone opens."""
    picture = qr_svg(registration_address(registration), label=_("참가 QR"))
    return str(picture).replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" ', 1
    )


def letter(
    *,
    forum: Forum,
    news: News,
    values: dict[str, str],
    recipient: str,
    name: str,
    link: str,
    occasion: str,
    attachment: tuple[str, str, str] | None = None,
) -> OutboxMessage:
    subject = sentence(str(news.subject), values)
    return message_of(
        recipient=recipient,
        occasion=occasion,
        template="forum/mail/letter",
        context={
            "subject": f"[{forum}] {subject}",
            "name": name,
            "words": sentence(str(news.words), values).strip(),
            "facts": forum_lines(forum),
            "link": link,
        },
        about=forum.short_id,
        attachment=attachment,
    )


def forum_lines(forum: Forum) -> Sequence[str]:
    """When and where."""
    last = "" if forum.last_day == forum.first_day else f" {dash()} {day_words(forum.last_day)}"
    place = [forum.place] if forum.place else []
    return [f"{day_words(forum.first_day)}{last} {forum.opens // 60:02}:{forum.opens % 60:02}", *place]


def moment_words(at: datetime) -> str:
    return f"{day_words(day_of(at))} {clock_words(at)}"

"""A forum and its frame as staff type them."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.calendar.forms.booking import ResourcesField
from deungdae.apps.calendar.forms.resource import near_day
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.opening_words import clock_words, minutes_of
from deungdae.apps.calendar.spans import SEOUL, day_of, moment
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.forum.models import Forum, ForumRoom, ForumSlot, Track
from deungdae.apps.forum.models.forums import MOST_OFFER_HOURS, MOST_SEATS
from deungdae.apps.forum.services.forums import FIELDS, ForumFacts
from deungdae.apps.forum.services.frames import Frame, SlotFacts
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import long_text, required_text, seen_text
from deungdae.engine.kernel.korean import sentence

TIMES = re.compile(r"(?P<starts>[^~\s]+)\s*~\s*(?P<ends>\S+)\s*(?P<rest>.*)")
KIND_WORDS = {
    "keynote": ForumSlot.Kind.PLENARY,
    "break": ForumSlot.Kind.PAUSE,
    "talks": ForumSlot.Kind.TALKS,
    "기조": ForumSlot.Kind.PLENARY,
    "쉼": ForumSlot.Kind.PAUSE,
    "발표": ForumSlot.Kind.TALKS,
}
"""The later word of a kind is the one that is shown."""
MOST_SLOTS, MOST_TRACKS = 80, 12


def a_time(label: object, initial: str) -> CellField:
    return CellField(label=label, parse=minutes_of, required=True, empty=None, max_length=20, initial=initial)


class ForumForm(KeyForm):
    title = CellField(label=gettext_lazy("포럼 이름"), parse=required_text, required=True, max_length=120)
    title_english = CellField(label=gettext_lazy("영어 이름"), parse=seen_text, max_length=160)
    summary = CellField(
        label=gettext_lazy("소개"),
        parse=long_text(4_000),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    first_day = CellField(label=gettext_lazy("첫날"), parse=near_day, required=True, max_length=30)
    last_day = CellField(
        label=gettext_lazy("끝날"),
        parse=near_day,
        max_length=30,
        empty=None,
        help_text=gettext_lazy("하루 행사면 비웁니다."),
    )
    opens = a_time(gettext_lazy("여는 시각"), "09:00")
    closes = a_time(gettext_lazy("닫는 시각"), "18:00")
    place = CellField(
        label=gettext_lazy("장소 안내"),
        parse=seen_text,
        max_length=200,
        help_text=gettext_lazy("건물과 층, 찾아오는 길을 적습니다. 방은 ‘행사 틀’에서 예약합니다."),
    )
    capacity = forms.IntegerField(label=gettext_lazy("정원"), min_value=1, max_value=MOST_SEATS, initial=80)
    host = CellField(label=gettext_lazy("주최"), parse=required_text, required=True, max_length=120)
    partners = CellField(
        label=gettext_lazy("함께하는 곳"),
        parse=seen_text,
        max_length=400,
        help_text=gettext_lazy("쉼표로 나누어 적습니다."),
    )
    call_day = CellField(
        label=gettext_lazy("발표 모집 마감일"),
        parse=near_day,
        empty=None,
        max_length=30,
        help_text=gettext_lazy("이날 18:00까지 받습니다."),
    )
    is_blind = forms.BooleanField(
        label=gettext_lazy("심사 위원에게 발표자의 이름과 소속을 보이지 않습니다"), required=False
    )
    offer_hours = forms.IntegerField(
        label=gettext_lazy("수락 기한(시간)"),
        min_value=1,
        max_value=MOST_OFFER_HOURS,
        initial=48,
        help_text=gettext_lazy("대기자에게 빈자리를 제안한 뒤 기다리는 시간입니다."),
    )

    def facts(self) -> ForumFacts:
        values = dict(self.cleaned_data)
        values["last_day"] = values["last_day"] or values["first_day"]
        day = values["call_day"]
        values["call_until"] = None if day is None else moment(day, 18 * 60)
        return ForumFacts(**{name: values[name] for name in FIELDS})


def initial_of_forum(forum: Forum) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(forum, name) for name in FIELDS}
    values["opens"], values["closes"] = clock_words(forum.opens), clock_words(forum.closes)
    values["first_day"], values["last_day"] = forum.first_day.isoformat(), forum.last_day.isoformat()
    values["call_day"] = day_of(forum.call_until).isoformat() if forum.call_until else ""
    return values


class FrameForm(forms.Form):
    """Tracks and slots a line each, rooms to tick."""

    tracks = forms.CharField(
        label=pgettext_lazy("several", "분과"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "한 줄에 하나씩 적습니다. 방을 정해 두려면 ‘제조 AI: 세미나실 201호’처럼 적습니다."
        ),
    )
    rooms = ResourcesField(
        label=gettext_lazy("예약할 홀과 방"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "저장하면 포럼의 모든 날을 예약합니다. 하나라도 비어 있지 않으면 아무것도 바뀌지 않습니다."
        ),
    )
    slots = forms.CharField(
        label=pgettext_lazy("several", "시간대"),
        max_length=6_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "한 줄에 하나씩 ‘10:00~10:30 발표’처럼 적습니다. 모두 함께 듣는 시간은 ‘기조’,"
            " 쉬는 시간은 ‘쉼 점심’처럼 적고, 여러 날이면 날짜만 적은 줄로 날을 나눕니다."
        ),
    )
    overruled = CellField(
        label=gettext_lazy("쉬는 날에 여는 까닭"),
        parse=seen_text,
        max_length=100,
        help_text=gettext_lazy("공휴일이거나 방이 여는 시간 밖일 때만 적습니다."),
    )

    def __init__(self, *arguments: Any, forum: Forum, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.forum = forum
        kinds = (Resource.Kind.HALL, Resource.Kind.ROOM)
        rooms = Resource.objects.kept().filter(kind__in=kinds).order_by("kind", "name", "pk")
        self.fields["rooms"].queryset = rooms  # type: ignore[attr-defined]

    def clean_tracks(self) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for line in lines_of(self.cleaned_data["tracks"]):
            name, _colon, room = line.replace("：", ":").partition(":")
            if not name.strip() or len(name.strip()) > 60:
                raise fault(_("‘{line}’(은/는) 분과 이름이 아닙니다. 60자 안으로 적어 주십시오."), line)
            if name.strip() in found:
                raise fault(_("분과 ‘{line}’(이/가) 두 번 있습니다. 한 번만 적어 주십시오."), name.strip())
            found[name.strip()] = room.strip()
        if len(found) > MOST_TRACKS:
            raise ValidationError(_("분과는 %(most)s개까지 적을 수 있습니다.") % {"most": MOST_TRACKS})
        return list(found.items())

    def clean_slots(self) -> list[SlotFacts]:
        day, found = self.forum.first_day, []
        for line in lines_of(self.cleaned_data["slots"]):
            if "~" not in line:
                day = a_day(line)
                continue
            found.append(a_slot(line, day))
        if len(found) > MOST_SLOTS:
            raise ValidationError(_("시간대는 %(most)s개까지 적을 수 있습니다.") % {"most": MOST_SLOTS})
        return found

    def frame(self) -> Frame:
        values = self.cleaned_data
        return Frame(values["tracks"], list(values["rooms"]), values["slots"], values["overruled"])


def lines_of(text: str) -> list[str]:
    return [found for line in text.splitlines() if (found := seen_text_or_fault(line))]


def seen_text_or_fault(line: str) -> str:
    try:
        return seen_text(line)
    except CellError as error:
        raise ValidationError(f"{error.message} {error.remedy}") from error


def fault(template: str, line: str) -> ValidationError:
    return ValidationError(sentence(template, {"line": line[:60]}))


def a_day(line: str) -> date:
    try:
        return near_day(line)
    except CellError as error:
        template = _("‘{line}’ 줄을 읽을 수 없습니다. ‘10:00~10:30 발표’나 날짜로 적어 주십시오.")
        raise fault(template, line) from error


def a_slot(line: str, day: date) -> SlotFacts:
    """10:00~10:30, then a word for its kind, then what it is called."""
    match = TIMES.fullmatch(line)
    try:
        times = (minutes_of(match["starts"]), minutes_of(match["ends"])) if match else None
    except CellError:
        times = None
    if match is None or times is None or times[1] <= times[0]:
        template = _("‘{line}’ 줄을 읽을 수 없습니다. ‘10:00~10:30 발표’처럼 시작과 끝을 적어 주십시오.")
        raise fault(template, line)
    word, _blank, title = match["rest"].partition(" ")
    kind = KIND_WORDS.get(word)
    title = title.strip() if kind is not None else match["rest"].strip()
    if len(title) > 60:
        raise fault(_("‘{line}’ 줄의 이름이 깁니다. 60자 안으로 줄여 주십시오."), line)
    return SlotFacts(moment(day, times[0]), moment(day, times[1]), kind or ForumSlot.Kind.TALKS, title)


def initial_of_frame(forum: Forum) -> dict[str, Any]:
    rooms = list(ForumRoom.objects.filter(forum=forum).select_related("resource", "track"))
    own = {room.track_id: room.resource.name for room in rooms if room.track_id}
    tracks = [
        f"{track.name}: {own[track.pk]}" if track.pk in own else track.name
        for track in Track.objects.filter(forum=forum)
    ]
    return {
        "tracks": "\n".join(tracks),
        "rooms": [room.resource.public_id for room in rooms],
        "slots": "\n".join(slot_lines(forum)),
        "overruled": forum.overruled,
    }


def slot_lines(forum: Forum) -> list[str]:
    words = {kind: word for word, kind in KIND_WORDS.items()}
    found, day = [], None
    for slot in ForumSlot.objects.filter(forum=forum):
        if forum.first_day != forum.last_day and day_of(slot.starts_at) != day:
            day = day_of(slot.starts_at)
            found.append(day.isoformat())
        times = f"{hour(slot.starts_at)}~{hour(slot.ends_at)}"
        found.append(f"{times} {words[ForumSlot.Kind(slot.kind)]} {slot.title}".strip())
    return found


def hour(at: datetime) -> str:
    return f"{at.astimezone(SEOUL):%H:%M}"

"""Calendar files, read by a strict reader of our own and by the library."""

import re
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from deungdae.apps.caravan.documents.calendar_file import agenda_ics, day_ics
from tests.support.day_book import LONG_NAME, a_book, a_line, an_agenda, slot_rows

Property = tuple[str, str, str]
"""Name, parameters, value."""


def properties(content: bytes) -> list[Property]:
    """The content lines of RFC 5545, section 3.1: CRLF, at most 75 octets, folded by a space, UTF-8."""
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode("utf-8")
    unfolded = re.sub(r"\r\n[ \t]", "", content[:-2].decode())
    found = []
    for line in unfolded.split("\r\n"):
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", line)
        assert match is not None, line
        found.append((match[1], match[2], match[3]))
    return found


def text_of(value: str) -> str:
    """The text behind an escaped value (section 3.3.11)."""
    return re.sub(r"\\([\\;,nN])", lambda match: "\n" if match[1] in "nN" else match[1], value)


def values(content: bytes, name: str) -> list[str]:
    return [value for found, _parameters, value in properties(content) if found == name]


def test_an_agenda_is_a_calendar_in_seoul_time() -> None:
    slot = slot_rows(1)[0]
    content = agenda_ics(an_agenda(lines=(a_line(slot=slot, table=7),)))
    assert values(content, "TZID") == ["Asia/Seoul"]
    assert values(content, "TZOFFSETTO") == ["+0900"]
    assert ("DTSTART", ";TZID=Asia/Seoul", "20210414T100000") in properties(content)
    assert ("DTEND", ";TZID=Asia/Seoul", "20210414T102000") in properties(content)
    assert text_of(values(content, "LOCATION")[0]) == "창원컨벤션센터, 제1전시장, 테이블 7"


def test_the_library_reads_the_same_moment() -> None:
    slot = slot_rows(1)[0]
    event = Calendar.from_ical(agenda_ics(an_agenda(lines=(a_line(slot=slot),)))).walk("VEVENT")[0]
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2021, 4, 14, 1, tzinfo=UTC)


def test_long_hangul_names_are_folded_and_come_back_whole() -> None:
    slot = slot_rows(1)[0]
    content = agenda_ics(an_agenda(name=LONG_NAME, lines=(a_line(slot=slot, partner=LONG_NAME),)))
    assert text_of(values(content, "SUMMARY")[0]) == f"상담: {LONG_NAME}"
    assert text_of(values(content, "X-WR-CALNAME")[0]).endswith(LONG_NAME)


def test_a_cancelled_meeting_keeps_its_uid_and_says_so() -> None:
    first, second = slot_rows(2)
    kept, struck = a_line(slot=first, uid="a@deungdae"), a_line(slot=second, uid="b@deungdae")
    content = agenda_ics(an_agenda(lines=(kept,)), cancelled=(struck,))
    assert values(content, "UID") == ["a@deungdae", "b@deungdae"]
    assert values(content, "STATUS") == ["CONFIRMED", "CANCELLED"]


def test_every_event_has_what_a_calendar_must_have() -> None:
    content = day_ics(a_book())
    count = len(values(content, "BEGIN")) - 3
    assert count == 12
    for name in ("UID", "DTSTAMP", "SEQUENCE", "DTEND", "SUMMARY"):
        assert len(values(content, name)) == count
    assert len(set(values(content, "UID"))) == count


def test_meetings_without_a_place_are_not_in_the_calendar() -> None:
    assert "M999" not in day_ics(a_book()).decode()


def test_an_empty_agenda_is_a_calendar_without_events() -> None:
    assert values(agenda_ics(an_agenda()), "BEGIN") == ["VCALENDAR", "VTIMEZONE", "STANDARD"]


LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")) | st.sampled_from(
    "가뷁,;:\\\"'漢😀"
)
TEXTS = st.text(LETTERS, max_size=120)


@settings(deadline=None)
@given(name=TEXTS, partner=TEXTS)
def test_whatever_the_names_are_the_file_stays_valid(name: str, partner: str) -> None:
    slot = slot_rows(1)[0]
    content = agenda_ics(an_agenda(name=name, lines=(a_line(slot=slot, partner=partner),)))
    assert text_of(values(content, "SUMMARY")[0]) == f"상담: {partner}".strip()


@settings(deadline=None)
@given(name=st.text(max_size=60))
def test_control_characters_never_break_a_line(name: str) -> None:
    slot = slot_rows(1)[0]
    content = agenda_ics(an_agenda(name=name, lines=(a_line(slot=slot, partner=name),)))
    assert values(content, "UID") == ["u@deungdae"]
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1

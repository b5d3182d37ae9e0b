"""Weekly opening times as people write them: a line for each, `월~금 09:00~18:00`, `토 09:00~12:00`."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports.cells import CellError, plain, time_of_day
from deungdae.engine.kernel.korean import sentence

Opening = tuple[int, int, int]
"""Weekday (0 is Monday), and the minutes it opens and closes at."""
WEEKDAYS = "월화수목금토일"
WEEKDAY_WORDS = (
    gettext_lazy("월"),
    gettext_lazy("화"),
    gettext_lazy("수"),
    gettext_lazy("목"),
    gettext_lazy("금"),
    gettext_lazy("토"),
    gettext_lazy("일"),
)
ENGLISH = {"mon": "월", "tue": "화", "wed": "수", "thu": "목", "fri": "금", "sat": "토", "sun": "일"}
GROUPS = {"매일": "월~일", "평일": "월~금", "주말": "토~일", "daily": "월~일", "weekdays": "월~금"}
TO = r"\s*[~∼〜～–—-]\s*"
LINE = re.compile(rf"(?P<days>[^\d]+?)\s*(?P<opens>(?:오전|오후)?\s*\d[^~∼〜～–—-]*?){TO}(?P<closes>.+)")
END_OF_DAY = re.compile(r"24\s*(?::\s*00|시)(?:\s*0?0분)?")
MOST_LINES = 40


def minutes_of(text: str) -> int:
    """Minutes after midnight; 24:00 is the end of the day."""
    if END_OF_DAY.fullmatch(plain(text)):
        return 24 * 60
    found = time_of_day(text)
    return found.hour * 60 + found.minute


def clock_words(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def openings_of(text: str) -> list[Opening]:
    """What the lines say, sorted; times of one day that meet are one. CellError names the line."""
    found: dict[int, list[tuple[int, int]]] = {}
    lines = [line.strip() for line in re.split(r"[;\n]", text) if line.strip()]
    if len(lines) > MOST_LINES:
        raise CellError("lines", _("여는 시간이 너무 많습니다."), _("40줄까지 적을 수 있습니다."))
    for line in lines:
        days, opens, closes = line_of(line)
        for weekday in days:
            found.setdefault(weekday, []).append((opens, closes))
    return [(day, opens, closes) for day in sorted(found) for opens, closes in joined(found[day])]


def joined(times: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for opens, closes in sorted(times):
        if kept and opens <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], closes))
        else:
            kept.append((opens, closes))
    return kept


def line_of(line: str) -> tuple[list[int], int, int]:
    match = LINE.fullmatch(plain(line))
    days = weekdays_of(match["days"]) if match else []
    try:
        opens, closes = (minutes_of(match[name]) for name in ("opens", "closes")) if match else (0, 0)
    except CellError:
        days = []
    if not days:
        message = sentence(_("‘{line}’(을/를) 여는 시간으로 읽을 수 없습니다."), {"line": line[:60]})
        raise CellError("opening", message, _("‘월~금 09:00~18:00’처럼 적어 주십시오."))
    if closes <= opens:
        message = sentence(_("‘{line}’의 끝 시각이 시작 시각보다 늦지 않습니다."), {"line": line[:60]})
        remedy = _("자정을 넘기면 두 줄로 나누어 적어 주십시오. 예: 금 18:00~24:00, 토 00:00~02:00")
        raise CellError("opening_order", message, remedy)
    return days, opens, closes


def weekdays_of(text: str) -> list[int]:
    """The weekdays of `월~금`, `월·수·금`, `토요일`, `평일`, `Mon–Fri`; empty for anything else."""
    words = re.sub(r"요일|\s", "", text.casefold())
    for word, days in GROUPS.items():
        words = words.replace(word, days)
    for word, letter in ENGLISH.items():
        words = re.sub(rf"{word}[a-z]*", letter, words)
    found: set[int] = set()
    for part in re.split(r"[,/·ㆍ、]", words.strip(",")):
        ends = re.split(r"[~∼〜～–—-]", part)
        if len(ends) > 2 or not all(ends) or not all(mark in WEEKDAYS for end in ends for mark in end):
            return []
        if len(ends) == 1:
            found.update(WEEKDAYS.index(mark) for mark in part)
            continue
        first, last = (WEEKDAYS.index(end[0]) for end in ends)
        if len(ends[0]) > 1 or len(ends[1]) > 1:
            return []
        found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return sorted(found)


def opening_lines(openings: Iterable[Opening]) -> list[str]:
    """The shortest way to write them: weekdays in a row with the same times stand together."""
    by_day: dict[int, list[str]] = {}
    for weekday, opens, closes in sorted(openings):
        by_day.setdefault(weekday, []).append(f"{clock_words(opens)}~{clock_words(closes)}")
    lines: list[tuple[int, int, list[str]]] = []
    for weekday, times in by_day.items():
        if lines and lines[-1][1] == weekday - 1 and lines[-1][2] == times:
            lines[-1] = (lines[-1][0], weekday, times)
        else:
            lines.append((weekday, weekday, times))
    return [f"{days_words(first, last)} {time}" for first, last, times in lines for time in times]


def days_words(first: int, last: int) -> str:
    if first == last:
        return str(WEEKDAY_WORDS[first])
    return f"{WEEKDAY_WORDS[first]}~{WEEKDAY_WORDS[last]}"

"""How often a key may call: counted by one conditional update, so that no call waits for another's answer."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from deungdae.apps.connections.models import ApiKey, KeyUsage
from deungdae.apps.core import clock

MINUTE, DAY = 60, 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Window:
    """`left`: calls that remain; `seconds`: until it begins anew."""

    name: str
    limit: int
    left: int
    seconds: int
    length: int


@dataclass(frozen=True, slots=True)
class Quota:
    """After a call; `wait`: 0, or in how many seconds it is worth trying again."""

    windows: tuple[Window, ...]
    wait: int = 0

    def headers(self) -> dict[str, str]:
        """As the working group of HTTP names them (draft-ietf-httpapi-ratelimit-headers)."""
        policy = ", ".join(f'"{one.name}";q={one.limit};w={one.length}' for one in self.windows)
        rest = ", ".join(f'"{one.name}";r={one.left};t={one.seconds}' for one in self.windows)
        return {"RateLimit-Policy": policy, "RateLimit": rest}


COUNT = """UPDATE connections_keyusage SET calls = calls + 1,
        in_minute = CASE WHEN minute < %(minute)s THEN 1 ELSE in_minute + 1 END,
        minute = CASE WHEN minute < %(minute)s THEN %(minute)s ELSE minute END
    WHERE key_id = %(key)s AND day = %(day)s AND calls < %(per_day)s
        AND (minute < %(minute)s OR in_minute < %(per_minute)s)
    RETURNING calls, minute, in_minute"""
"""In the words of the database, which both know: every call asks this. Another process may already be in the
next minute."""


def count_call(key: ApiKey) -> Quota:
    """One more call; over a limit nothing is counted."""
    limits, now = settings.API_CALLS, timezone.localtime(clock.now())
    minute, day = now.hour * 60 + now.minute, now.date()
    asked: dict[str, str | int] = {"key": key.pk, "day": str(day), "minute": minute}
    asked |= {"per_day": limits["day"], "per_minute": limits["minute"]}
    for _turn in range(2):
        with connection.cursor() as cursor:
            cursor.execute(COUNT, asked)
            counted = cursor.fetchall()
        if counted:
            return quota_of(Used(*counted[0]), now, is_over=False)
        row = KeyUsage.objects.filter(key=key, day=day).first()
        if row is not None:
            return quota_of(Used(row.calls, row.minute, row.in_minute), now, is_over=True)
        KeyUsage.objects.bulk_create([KeyUsage(key=key, day=day, minute=minute)], ignore_conflicts=True)
    raise RuntimeError("the row of a day vanished while it was counted")


class Used(NamedTuple):
    """A day's row as it stands."""

    calls: int
    minute: int
    in_minute: int


def quota_of(row: Used, now: datetime, *, is_over: bool) -> Quota:
    limits, minute = settings.API_CALLS, now.hour * 60 + now.minute
    in_minute = row.in_minute if row.minute >= minute else 0
    to_minute = MINUTE - now.second
    to_day = DAY - (minute * MINUTE + now.second)
    windows = (
        Window("minute", limits["minute"], max(limits["minute"] - in_minute, 0), to_minute, MINUTE),
        Window("day", limits["day"], max(limits["day"] - row.calls, 0), to_day, DAY),
    )
    wait = 0
    if is_over:
        wait = to_day if row.calls >= limits["day"] else to_minute
    return Quota(windows, wait)


def counted_in_memory(entry: str, seconds: int) -> int:
    """One more; what the memory dropped in between begins anew."""
    cache.add(entry, 0, timeout=seconds)
    try:
        return cache.incr(entry)
    except ValueError:
        cache.set(entry, 1, timeout=seconds)
        return 1


def count_address(address: str) -> Quota:
    """One more call of a network address without a key; kept for a day in memory and nowhere else."""
    limits, seconds = settings.API_CALLS_WITHOUT_A_KEY, int(time.time())
    windows, wait = [], 0
    for name, length in (("minute", MINUTE), ("day", DAY)):
        place, second = divmod(seconds, length)
        entry = f"api-open:{name}:{address}:{place}"
        calls = counted_in_memory(entry, 2 * length)
        rest = length - second
        windows.append(Window(name, limits[name], max(limits[name] - calls, 0), rest, length))
        wait = max(wait, rest if calls > limits[name] else 0)
    return Quota(tuple(windows), wait)

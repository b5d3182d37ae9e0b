"""Heads of days put down outside the database: in a file that only grows, and in the auditors' mail."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.audit.chain import moment_text
from deungdae.apps.core.models import AuditDay
from deungdae.apps.core.outbox.services import post_message


class AnchorsUnreadableError(Exception):
    """The file is there but does not hold anchors; the sentence says where."""


def anchor_ended_days() -> int:
    """Anchor the days that have ended: a chore of the worker."""
    waiting = AuditDay.objects.filter(day__lt=clock.today(), anchored_at__isnull=True).order_by("day")
    return sum(anchor(day=day) for day in waiting.values_list("day", flat=True))


def anchor_now() -> list[AuditDay]:
    """Anchor every day that waits, and the latest once more as far as it has come."""
    anchor_ended_days()
    latest = AuditDay.objects.order_by("-day").first()
    if latest is None:
        return []
    anchor(day=latest.day, again=True)
    return [latest]


@transaction.atomic
def anchor(*, day: date, again: bool = False) -> bool:
    """Write the head of a day into the file, then post it; False when it was done already.

    A crash in between leaves a line in the file without a mail; the next try adds both.
    """
    head = AuditDay.objects.select_for_update().get(day=day)
    if head.anchored_at is not None and not again:
        return False
    append_line(head)
    for address in settings.AUDITOR_ADDRESSES:
        post_anchor(head, address=address)
    if head.day < clock.today():
        AuditDay.objects.filter(pk=head.pk).update(anchored_at=clock.now())
    return True


def append_line(head: AuditDay) -> None:
    """One line more, on the disk before this returns."""
    facts = {
        "day": head.day.isoformat(),
        "count": head.count,
        "head": head.head,
        "at": moment_text(clock.now()),
    }
    path: Path = settings.AUDIT_ANCHORS
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, (json.dumps(facts) + "\n").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def post_anchor(head: AuditDay, *, address: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        post_message(
            recipient=address,
            occasion=f"audit_anchor:{head.day:%Y%m%d}:{head.count}",
            template="core/mail/audit_anchor",
            context={"day": head},
        )


def read_anchors(lines: Iterable[str]) -> dict[str, dict[int, str]]:
    """Day → number → seal. Raises AnchorsUnreadableError for a line that is none or contradicts another."""
    found: dict[str, dict[int, str]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            facts = json.loads(line)
            day, count, head = (
                date.fromisoformat(facts["day"]).isoformat(),
                int(facts["count"]),
                str(facts["head"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            text = _("%(number)s번째 줄은 앵커가 아닙니다. 파일이 상하지 않았는지 확인하십시오.")
            raise AnchorsUnreadableError(text % {"number": number}) from error
        if found.setdefault(day, {}).setdefault(count, head) != head:
            text = _("%(number)s번째 줄은 같은 기록을 가리키는 앞의 줄과 다릅니다.")
            raise AnchorsUnreadableError(text % {"number": number})
    return found

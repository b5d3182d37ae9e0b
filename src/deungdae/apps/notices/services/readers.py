"""Counting readers and recommendations, each once."""

import secrets
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.notices.models import DaySalt, Notice, NoticeView, Recommendation, ViewCount

SALT_BYTES = 32


def salt_of_today() -> bytes:
    """Made by whoever comes first on a day."""
    today = clock.today()
    found = DaySalt.objects.filter(day=today).first()
    if found is None:
        made = DaySalt(day=today, salt=secrets.token_bytes(SALT_BYTES))
        DaySalt.objects.bulk_create([made], ignore_conflicts=True)
        found = DaySalt.objects.get(day=today)
    return bytes(found.salt)


def count_view(*, notice: Notice, visitor: str) -> bool:
    """Whether it was this visitor's first look of the day; only then anything is written."""
    today = clock.today()
    seen = NoticeView.objects.filter(day=today, notice=notice, visitor=visitor)
    if seen.exists():
        return False
    try:
        with transaction.atomic():
            NoticeView.objects.create(day=today, notice=notice, visitor=visitor)
            add_view(notice, today)
    except IntegrityError:
        return False
    return True


def add_view(notice: Notice, day: date) -> None:
    if not ViewCount.objects.filter(notice=notice, day=day).update(number=F("number") + 1):
        ViewCount.objects.bulk_create([ViewCount(notice=notice, day=day)], ignore_conflicts=True)
        ViewCount.objects.filter(notice=notice, day=day).update(number=F("number") + 1)
    Notice.objects.filter(pk=notice.pk).update(views=F("views") + 1)


def forget_visitors() -> int:
    """A worker's chore: salts and hashes of days that are over. How many hashes went."""
    today = clock.today()
    if not DaySalt.objects.filter(day__lt=today).exists():
        return 0
    with transaction.atomic():
        DaySalt.objects.filter(day__lt=today).delete()
        return NoticeView.objects.filter(day__lt=today).delete()[0]


def recommend(*, notice: Notice, person: User | None, browser: str) -> bool:
    """Once for an account, or for the mark of a browser; False: it was counted before."""
    try:
        with transaction.atomic():
            Recommendation.objects.create(
                notice=notice, person=person, browser="" if person else browser, day=clock.today()
            )
            Notice.objects.filter(pk=notice.pk).update(recommendations=F("recommendations") + 1)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def take_back_recommendation(*, notice: Notice, person: User | None, browser: str) -> bool:
    mine = Recommendation.objects.filter(notice=notice)
    mine = (
        mine.filter(person=person) if person is not None else mine.filter(browser=browser).exclude(browser="")
    )
    gone = mine.delete()[0]
    if gone:
        Notice.objects.filter(pk=notice.pk).update(recommendations=F("recommendations") - gone)
    return bool(gone)

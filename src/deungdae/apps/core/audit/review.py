"""The monthly review: looks at personal data that are out of the ordinary, and the signature under it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, TruncDay, TruncHour
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import AUDIT_LOG, LOG_REVIEWED, looks
from deungdae.apps.core.audit.caller import THE_HOUSE, Caller
from deungdae.apps.core.audit.selectors import Reader, entries_visible_to
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import AuditEntry, AuditReview

NIGHT_FROM, NIGHT_UNTIL = 22, 6
SATURDAY = 6
MOST_LINES = 200
Network = IPv4Network | IPv6Network
DaysOfYear = Callable[[int], Iterable[date]]
_holidays: list[DaysOfYear] = []


def register_holidays(days_of_year: DaysOfYear) -> None:
    """The app that knows the public holidays says so here."""
    _holidays.append(days_of_year)


@dataclass(frozen=True, slots=True)
class Line:
    """Who, how many looks, the first and the last of them, and from where if that is the point."""

    account: str
    looks: int
    first: datetime
    last: datetime
    address: str = ""


Lines = list[Line]


@dataclass(frozen=True, slots=True)
class UnusualLooks:
    """What the reviewer should ask about. `outside` is None when no home networks are configured."""

    total: int
    night: Lines
    weekend: Lines
    bulk_hour: Lines
    bulk_day: Lines
    outside: Lines | None

    def counts(self) -> dict[str, int | None]:
        outside = None if self.outside is None else len(self.outside)
        return {
            "total": self.total,
            "night": len(self.night),
            "weekend": len(self.weekend),
            "bulk_hour": len(self.bulk_hour),
            "bulk_day": len(self.bulk_day),
            "outside": outside,
        }


def unusual_looks(*, user: Reader, month: date) -> UnusualLooks:
    """The looks of a month at night (22–06), at a weekend or public holiday, in bulk, and from outside
    the home networks."""
    found = looks_in(user=user, month=month)
    timed = found.annotate(hour=ExtractHour("at"), weekday=ExtractIsoWeekDay("at"))
    return UnusualLooks(
        total=found.count(),
        night=by_account(timed.filter(Q(hour__gte=NIGHT_FROM) | Q(hour__lt=NIGHT_UNTIL))),
        weekend=by_account(timed.filter(Q(weekday__gte=SATURDAY) | Q(day__in=holidays_in(month)))),
        bulk_hour=bulk(found, TruncHour("at"), limit=settings.AUDIT_BULK["hour"]),
        bulk_day=bulk(found, TruncDay("at"), limit=settings.AUDIT_BULK["day"]),
        outside=outside_home(found),
    )


def looks_in(*, user: Reader, month: date) -> QuerySet[AuditEntry]:
    within = entries_visible_to(user).filter(day__gte=month, day__lt=month_after(month), act__in=looks())
    return within.order_by()


def holidays_in(month: date) -> list[date]:
    days = {day for days_of_year in _holidays for day in days_of_year(month.year)}
    return sorted(day for day in days if month <= day < month_after(month))


def by_account(found: QuerySet[AuditEntry]) -> Lines:
    lines = found.values_list("account").annotate(looks=Count("id"), first=Min("at"), last=Max("at"))
    return [Line(*values) for values in lines.order_by("-looks", "account")[:MOST_LINES]]


def bulk(found: QuerySet[AuditEntry], span: TruncHour | TruncDay, *, limit: int) -> Lines:
    """One line per person and span in which the data of more people than the limit was looked at."""
    lines = found.annotate(span=span).values_list("account", "span").annotate(seen=Sum("subject_count"))
    most = lines.filter(seen__gt=limit).order_by("-seen", "account", "span")[:MOST_LINES]
    return [Line(account, seen, start, start) for account, start, seen in most]


def outside_home(found: QuerySet[AuditEntry]) -> Lines | None:
    home = home_networks()
    if not home:
        return None
    by_place = found.exclude(address=THE_HOUSE).values_list("account", "address")
    counted = by_place.annotate(looks=Count("id"), first=Min("at"), last=Max("at"))
    outside = (
        Line(account, looks, first, last, address)
        for account, address, looks, first, last in counted.order_by("-looks", "account")
        if not is_home(address, home)
    )
    return list(islice(outside, MOST_LINES))


def home_networks() -> list[Network]:
    return [ip_network(text, strict=False) for text in settings.HOME_NETWORKS]


def is_home(address: str, home: list[Network]) -> bool:
    """Whether an address lies in one of the networks; what is no address does not."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in home)


def month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def review_of(*, month: date) -> AuditReview | None:
    return AuditReview.objects.select_related("reviewer").filter(month=month).first()


@transaction.atomic
def sign_review(*, month: date, note: str, findings: dict[str, Any], caller: Caller) -> AuditReview:
    """Put the review of a month that has ended on record, once."""
    if caller.user_id is None:
        raise PermissionDenied
    if month_after(month) > clock.today():
        raise RefusedError("month_runs", _("아직 끝나지 않은 달입니다. 다음 달 1일부터 서명할 수 있습니다."))
    try:
        with transaction.atomic():
            review = AuditReview.objects.create(
                month=month, note=note, reviewer_id=caller.user_id, findings=findings, signed_at=clock.now()
            )
    except IntegrityError as error:
        text = _("이미 서명한 달입니다. 서명한 내용은 고칠 수 없습니다.")
        raise RefusedError("signed_already", text) from error
    target = f"audit_review:{review.short_id}"
    record_audit(act=LOG_REVIEWED, caller=caller, subject=Subject(AUDIT_LOG), target=target, reason=note)
    return review

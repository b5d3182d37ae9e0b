"""Money, days and states of offerings as people read them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deungdae.apps.academy.words import money
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.roadmap.selectors.terms import Terms


def price_words(terms: Terms) -> str:
    """The cost, and who pays a part of it."""
    if not terms.cost or not terms.subsidy:
        return money(terms.cost)
    words = {"cost": money(terms.cost), "subsidy": money(terms.subsidy)}
    if terms.subsidised:
        return _("%(cost)s (중견기업은 %(subsidy)s 지원)") % words
    return _("%(cost)s (%(subsidy)s 지원)") % words


def days_words(terms: Terms) -> str:
    """When it begins, as far as it is known."""
    if terms.days:
        return _("%(day)s 시작") % {"day": day_words(terms.days[0])}
    if terms.start_months:
        return _("해마다 %(months)s월 시작") % {"months": ", ".join(str(one) for one in terms.start_months)}
    return _("%(day)s까지 신청") % {"day": day_words(terms.last_day)} if terms.last_day else ""


def seats_words(terms: Terms) -> str:
    return _("제한 없음") if terms.seats is None else _("%(count)s자리") % {"count": terms.seats}


def month_words(day: date) -> str:
    return date_format(day, "YEAR_MONTH_FORMAT")


def span_words(begins_on: date, ends_on: date) -> str:
    """From the first month to the last; `ends_on` is the first day after it."""
    last = date_before(ends_on)
    if last.replace(day=1) == begins_on:
        return month_words(begins_on)
    return _("%(first)s ~ %(last)s") % {"first": month_words(begins_on), "last": month_words(last)}


def date_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)

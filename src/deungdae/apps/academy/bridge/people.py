"""Trainees as the search for one person with two records compares them, and its reasons in words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models import Trainee
from deungdae.engine.duplicates.model import Candidate
from deungdae.engine.duplicates.people import Person, compare, people_alike

WORDS: dict[str, str | Promise] = {
    "same_name": _("이름이 같습니다."),
    "near_name": _("이름이 한 글자쯤 다릅니다."),
    "same_phone": _("휴대전화가 같습니다."),
    "other_phone": _("휴대전화가 다릅니다."),
    "near_address": _("이메일이 한두 글자만 다릅니다."),
    "same_mailbox": _("이메일의 @ 앞이 같습니다."),
    "same_company": _("기업이 같습니다."),
    "other_company": _("기업이 다릅니다."),
    "same_job": _("직위가 같습니다."),
}
Row = tuple[int, str, str, str, int | None, str]
FIELDS = ("pk", "name", "email", "phone", "organisation_id", "job_title")


def pairs_of(rows: Iterable[Row]) -> list[Candidate]:
    """Pairs that may be one person; a row has the values of FIELDS."""
    return people_alike([person(row) for row in rows])


def likeness_of(one: Trainee, other: Trainee) -> Candidate:
    first, second = (
        person((each.pk, each.name, each.email, each.phone, each.organisation_id, each.job_title))
        for each in (one, other)
    )
    return compare(first, second)


def person(row: Row) -> Person:
    pk, name, email, phone, company, job = row
    digits = "".join(sign for sign in phone if sign.isdecimal())
    return Person(pk, "".join(name.split()).casefold(), email.casefold(), digits, company, job.strip())


def words_of(candidate: Candidate) -> list[str]:
    """Why, the weightiest first, in the language in force."""
    ordered = sorted(candidate.reasons, key=lambda reason: -abs(reason.points))
    return [str(WORDS[reason.code]) for reason in ordered]

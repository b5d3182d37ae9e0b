"""Pairs of trainees that may be one person, and what was joined."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from deungdae.apps.academy.bridge.people import FIELDS, pairs_of, words_of
from deungdae.apps.academy.models import Trainee, TraineeMerge, TwoPeople
from deungdae.apps.accounts.anonymising import NAME

MOST = 200


@dataclass(frozen=True, slots=True)
class Twins:
    """A pair: who should stand for both, the other, how alike from 0 to 100, and why."""

    survivor: Trainee
    merged: Trainee
    score: int
    reasons: list[str]


def suggested_twins() -> list[Twins]:
    """The most alike first, at most MOST; those that somebody told apart are left out."""
    rows = Trainee.objects.filter(merged_into=None).exclude(name=NAME).values_list(*FIELDS)
    apart = set(TwoPeople.objects.values_list("first", "second"))
    found = [one for one in pairs_of(rows.iterator()) if (one.first, one.second) not in apart][:MOST]
    people = people_of({key for one in found for key in (one.first, one.second)})
    twins = []
    for one in found:
        survivor, merged = in_order(people[one.first], people[one.second])
        twins.append(Twins(survivor, merged, one.score, words_of(one)))
    return twins


def people_of(keys: set[int]) -> Mapping[int, Trainee]:
    """With `seats`: how many enrolments each has."""
    found = Trainee.objects.filter(pk__in=keys).select_related("organisation", "account")
    return {one.pk: one for one in found.annotate(seats=Count("enrolments"))}


def in_order(one: Trainee, other: Trainee) -> tuple[Trainee, Trainee]:
    """Who stands for both first: with an account, with an address, with more seats, older."""

    def weight(trainee: Trainee) -> tuple[bool, bool, int, int]:
        seats = trainee.seats  # type: ignore[attr-defined]
        return (trainee.account_id is not None, trainee.email != "", seats, -trainee.pk)

    survivor, merged = sorted((one, other), key=weight, reverse=True)
    return survivor, merged


def joins_done() -> QuerySet[TraineeMerge]:
    """What was joined and stands, the last first."""
    found = TraineeMerge.objects.filter(undone_at=None)
    return found.select_related("survivor__organisation", "merged__organisation", "merged_by")[:MOST]

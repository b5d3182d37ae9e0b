"""Records of people that may be one person: without an alike name nothing else counts, and a name alone is
never enough, for namesakes are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from deungdae.engine.duplicates.model import Candidate, Reason
from deungdae.engine.duplicates.rules import distance, is_near, numerals
from deungdae.engine.duplicates.solve import LARGEST_BLOCK

SUGGESTED_FROM = 50
SHORTEST_NEAR_NAME = 3
"""Syllables, as of organisations."""
LONGEST_SLIP = 2
SHORTEST_MAILBOX = 4
POINTS = {
    "same_name": 40,
    "near_name": 20,
    "same_phone": 35,
    "near_address": 25,
    "same_mailbox": 20,
    "same_company": 20,
    "same_job": 5,
    "other_company": -10,
    "other_phone": -10,
}


@dataclass(frozen=True, slots=True)
class Person:
    """`key`: the name without blanks in small letters; `phone`: digits alone; empty when unknown."""

    id: int
    key: str
    email: str = ""
    phone: str = ""
    company: int | None = None
    job: str = ""


def people_alike(people: Sequence[Person], *, least: int = SUGGESTED_FROM) -> list[Candidate]:
    """Pairs with at least this score from 0 to 100, the highest first, each the smaller id first."""
    by_id = {person.id: person for person in people}
    found = (compare(by_id[one], by_id[other]) for one, other in sorted(pairs_to_compare(people)))
    alike = (candidate for candidate in found if candidate.score >= least)
    return sorted(alike, key=lambda candidate: (-candidate.score, candidate.first, candidate.second))


def compare(one: Person, other: Person) -> Candidate:
    """The score of a pair with its reasons; nought where the names are not alike."""
    first, second = sorted((one, other), key=lambda person: person.id)
    codes = list(_names(first, second))
    if codes:
        codes += [*_contacts(first, second), *_work(first, second)]
    reasons = tuple(Reason(code, POINTS[code]) for code in codes)
    score = max(0, min(100, sum(reason.points for reason in reasons)))
    return Candidate(first.id, second.id, score, reasons)


def _names(one: Person, other: Person) -> Iterator[str]:
    if one.key == other.key:
        yield "same_name"
        return
    short, long = sorted((one.key, other.key), key=len)
    if len(short) >= SHORTEST_NEAR_NAME and is_near(short, long):
        yield "near_name"


def _contacts(one: Person, other: Person) -> Iterator[str]:
    if one.phone and other.phone:
        yield "same_phone" if one.phone == other.phone else "other_phone"
    if not (one.email and other.email):
        return
    if is_near_address(one.email, other.email):
        yield "near_address"
    elif mailbox(one) == mailbox(other) and len(mailbox(one)) >= SHORTEST_MAILBOX:
        yield "same_mailbox"


def _work(one: Person, other: Person) -> Iterator[str]:
    if one.company is not None and other.company is not None:
        yield "same_company" if one.company == other.company else "other_company"
    if one.job and one.job == other.job:
        yield "same_job"


def is_near_address(one: str, other: str) -> bool:
    """A slip of the pen; addresses that differ in a number are two."""
    return numerals(one) == numerals(other) and distance(one, other, most=LONGEST_SLIP) <= LONGEST_SLIP


def mailbox(person: Person) -> str:
    return person.email.partition("@")[0]


def pairs_to_compare(people: Sequence[Person]) -> set[tuple[int, int]]:
    """Pairs by id, the smaller first, that share a name but for one syllable, or a phone.

    A name that more than LARGEST_BLOCK people share is told apart by their company before it is given up.
    """
    blocks: dict[object, list[int]] = defaultdict(list)
    for person in people:
        for key in keys_of(person):
            blocks[key].append(person.id)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if 1 < len(block) <= LARGEST_BLOCK:
            found.update(combinations(sorted(set(block)), 2))
    return found


def keys_of(person: Person) -> Iterator[tuple[object, ...]]:
    names = {person.key, *(person.key[:place] + person.key[place + 1 :] for place in range(len(person.key)))}
    for name in names:
        yield ("name", name)
        yield ("name and company", name, person.company)
    if person.phone:
        yield ("phone", person.phone)

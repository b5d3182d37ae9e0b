"""People who may be one: what is suggested, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.duplicates.people import Person, compare, people_alike

KIM = Person(1, "김도윤", "doyun.kim@gaon.example", "01012345678", 7, "과장")


def codes(other: Person) -> list[str]:
    return [reason.code for reason in compare(KIM, other).reasons]


@pytest.mark.parametrize(
    ("other", "score", "found"),
    [
        (
            Person(2, "김도윤", "doyun.kim@naver.example", "", 7),
            80,
            ["same_name", "same_mailbox", "same_company"],
        ),
        (Person(2, "김도윤", "dy@other.example", "01012345678"), 75, ["same_name", "same_phone"]),
        (Person(2, "김도윤", "doyun.kin@gaon.example"), 65, ["same_name", "near_address"]),
        (
            Person(2, "김도운", "x@y.example", "01012345678", 7),
            75,
            ["near_name", "same_phone", "same_company"],
        ),
        (Person(2, "김도윤", "", "", 7), 60, ["same_name", "same_company"]),
        (Person(2, "김도윤"), 40, ["same_name"]),
        (Person(2, "김도운", "", "", 7, "과장"), 45, ["near_name", "same_company", "same_job"]),
        (Person(2, "김도윤", "", "01099998888", 8), 20, ["same_name", "other_phone", "other_company"]),
        (Person(2, "이서준", "doyun.kim@gaon.example", "01012345678", 7, "과장"), 0, []),
    ],
)
def test_what_speaks_for_one_person(other: Person, score: int, found: list[str]) -> None:
    assert (compare(KIM, other).score, codes(other)) == (score, found)


def test_a_name_alone_and_another_name_are_never_suggested() -> None:
    crowd = [KIM, Person(2, "김도윤"), Person(3, "이서준", KIM.email, KIM.phone, KIM.company, KIM.job)]
    assert people_alike(crowd) == []


def test_numbered_addresses_are_two() -> None:
    first, second = (Person(number, "김도윤", f"team{number}@gaon.example") for number in (1, 2))
    assert [reason.code for reason in compare(first, second).reasons] == ["same_name"]


def test_a_common_name_does_not_hide_who_shares_a_company_or_a_phone() -> None:
    crowd = [Person(number, "김민준", f"{number}@x.example", company=number) for number in range(200)]
    twins = [Person(900, "김민준", company=17), Person(901, "김민준", phone="0212", company=500)]
    twins.append(Person(902, "김민준", phone="0212"))
    assert {(one.first, one.second) for one in people_alike([*crowd, *twins])} == {(17, 900), (901, 902)}


people = st.builds(
    Person,
    id=st.integers(1, 10**6),
    key=st.sampled_from(["김도윤", "김도운", "이서준", "박하린", "양"]),
    email=st.sampled_from(["", "a@b.example", "ab@b.example", "abcd@b.example", "abcd@c.example"]),
    phone=st.sampled_from(["", "0212", "0213"]),
    company=st.sampled_from([None, 1, 2]),
    job=st.sampled_from(["", "과장"]),
)


@given(st.lists(people, max_size=12, unique_by=lambda person: person.id))
def test_the_search_misses_no_pair_that_comparing_all_would_find(crowd: list[Person]) -> None:
    every = [compare(one, other) for at, one in enumerate(crowd) for other in crowd[at + 1 :]]
    wanted = {(one.first, one.second) for one in every if one.score >= 50}
    found = people_alike(crowd)
    assert {(one.first, one.second) for one in found} == wanted
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)

"""Alumni: listed by choice, field by field, gone at once; written to without an address."""

import pytest
from django.urls import reverse

from deungdae.apps.academy.models import Enrolment, Introduction, RelayedMessage
from deungdae.apps.academy.services.alumni import MOST_A_DAY, relay_message
from deungdae.apps.academy.services.circle import introduce, withdraw_introduction
from deungdae.apps.academy.services.enrolments import accept_offer
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from tests.apps.academy.test_academy_pages import page, post, signed_in, staff_person
from tests.support.centre import person
from tests.support.chiefs import an_invited_cohort

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SHOWN = ["name", "company"]


def alumni(count: int = 2) -> tuple[list[Enrolment], list[User]]:
    """They completed; each has an account of the same address."""
    _cohort, asked = an_invited_cohort(count, count)
    users = [person(f"chief{number}") for number in range(count)]
    for one in asked:
        accept_offer(enrolment=one, actor=None)
        day = clock.today()
        Enrolment.objects.filter(pk=one.pk).update(started_on=day, completed_on=day)
        one.refresh_from_db()
    return asked, users


def listed(enrolment: Enrolment, *shown: str) -> Introduction:
    made = introduce(enrolment=enrolment, audience="alumni", shown=shown or SHOWN, words="")
    assert made is not None
    return made


def test_only_fellow_alumni_see_who_listed_himself_and_only_what_was_chosen() -> None:
    [one, _two], [_first, second] = alumni()
    client = signed_in(second)
    assert "대표님00" not in page(client, "alumni")
    listed(one, "name", "email")
    shown = page(client, "alumni")
    assert "대표님00" in shown
    assert "상장기업00" not in shown
    assert "chief0@example.com" not in shown
    for stranger in (staff_person(), person("somebody")):
        assert signed_in(stranger).get(reverse("academy:alumni")).status_code == 404
    withdraw_introduction(enrolment=one, audience="alumni")
    assert "대표님00" not in page(client, "alumni")


def test_nobody_is_found_by_what_he_does_not_show() -> None:
    [one, two], [first, _second] = alumni()
    for each in (one, two):
        assert each.organisation is not None
        each.organisation.industry_id, each.organisation.region_id = "29111", "11680"
        each.organisation.save()
    listed(one, "name", "industry", "region")
    listed(two, "name")
    client = signed_in(first)
    cohort = str(one.cohort.public_id)
    for query in ({"industry": "29"}, {"region": "11"}, {"cohort": cohort, "region": "11"}):
        shown = page(client, "alumni", **query)
        assert "대표님00" in shown
        assert "대표님01" not in shown
    assert "대표님01" in page(client, "alumni", cohort="x")
    assert "대표님00" not in page(client, "alumni", industry="30")


def test_a_message_is_passed_on_without_either_address() -> None:
    [one, two], [first, _second] = alumni()
    mine, theirs = listed(one), listed(two)
    status, text = post(signed_in(first), "alumni_message", theirs, words="공장을 보고 싶습니다.")
    assert status == 200
    assert "글을 전했습니다." in text
    [mail] = OutboxMessage.objects.filter(subject__contains="동문이 글을 보냈습니다")
    assert mail.recipient == "chief1@example.com"
    assert "공장을 보고 싶습니다." in mail.body
    assert mine.short_id in mail.body
    assert "chief0@example.com" not in mail.body + mail.subject
    assert RelayedMessage.objects.get().introduction == theirs


def test_who_is_not_listed_writes_to_nobody_and_nobody_writes_without_end() -> None:
    [one, two], [first, _second] = alumni()
    theirs = listed(two)
    with pytest.raises(RefusedError, match="먼저 자신을 동문 명단에"):
        relay_message(to=theirs, sender=first, words="안녕하십니까")
    mine = listed(one)
    with pytest.raises(RefusedError, match="이제 명단에 없습니다"):
        relay_message(to=mine, sender=first, words="나에게")
    for number in range(MOST_A_DAY):
        relay_message(to=theirs, sender=first, words=f"{number}")
    with pytest.raises(RefusedError, match="하루에 10통까지"):
        relay_message(to=theirs, sender=first, words="한 통 더")


def test_the_own_listing_is_chosen_and_taken_back_on_the_page() -> None:
    [_one, _two], [first, second] = alumni()
    client, address = signed_in(first), reverse("academy:alumni")
    client.post(address, {"shown": ["name", "region"], "words": "제조 혁신에 관심"})
    assert Introduction.objects.get().shown == ["name", "region"]
    assert "제조 혁신에 관심" in page(signed_in(second), "alumni")
    client.post(address, {"shown": ["phone"]})
    assert Introduction.objects.get().withdrawn_at is None
    client.post(address, {"shown": []})
    assert "제조 혁신에 관심" not in page(signed_in(second), "alumni")
    theirs = Introduction.objects.get()
    gone = reverse("academy:alumni_message", args=[theirs.public_id])
    assert signed_in(second).get(gone).status_code == 404

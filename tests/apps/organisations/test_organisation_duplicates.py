"""Organisations that may be in the register twice are found, shown to staff, merged or told apart."""

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import issue_token
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.imports import services
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    DuplicateCandidate,
    Organisation,
    OrganisationMerge,
    OrganisationName,
)
from deungdae.apps.organisations.selectors.duplicates import duplicate_candidates, organisations_like
from deungdae.apps.organisations.services.duplicates import ask_for_search, keep_apart
from deungdae.apps.organisations.services.merging import merge_organisations
from tests.apps.core.imports.lists import checked_run, csv_of, number, staff, work_off
from tests.support.centre import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
LIST = "/organisations/duplicates/"


@pytest.fixture
def user() -> User:
    return staff()


@pytest.fixture
def client(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def two() -> tuple[Organisation, Organisation]:
    one = Organisation.objects.create(name="한빛정밀", business_number=number(1), region_id="48120")
    return one, Organisation.objects.create(name="(주)한빛정밀", region_id="48120", products="밸브")


def merge_address(one: Organisation, other: Organisation) -> str:
    return reverse("organisations:merge_pair", args=[one.public_id, other.public_id])


def test_other_names_telephones_and_addresses_speak_too(user: User) -> None:
    one = Organisation.objects.create(name="새이름소재")
    OrganisationName.objects.create(organisation=one, kind="former", text="(주)나래기계")
    other = Organisation.objects.create(name="나래기계", region_id="48120")
    for company, phone in ((one, "055-123-4567"), (other, "0551234567")):
        Contact.objects.create(organisation=company, name="김가상", phone=phone)
        where = {"address": "창원대로 1", "region_id": "48120"}
        Branch.objects.create(organisation=company, name="본사", kind=Branch.Kind.HEAD_OFFICE, **where)
    ask_for_search(actor=user)
    work_off()
    found = DuplicateCandidate.objects.get()
    assert set(found.reasons) == {"same_name", "by_other_name", "same_phone", "same_address", "same_district"}
    like = organisations_like(user=user, name="나래 기계")
    assert {organisation.pk for organisation, _why in like} == {one.pk, other.pk}


def test_a_search_lists_the_likeliest_pairs_first(user: User, client: Client) -> None:
    two()
    Organisation.objects.create(name="한빗정밀", region_id="48120")
    Organisation.objects.create(name="나래기계", region_id="11")
    ask_for_search(actor=user)
    [job] = work_off()
    assert job.message == "3쌍을 찾았습니다."
    page = client.get(LIST).content.decode()
    assert "회사 형태를 뺀 이름이 같습니다." in page
    assert "이름이 한두 글자만 다릅니다." in page
    assert "나래기계" not in page
    scores = [one.score for one in duplicate_candidates(user=user)]
    assert scores == sorted(scores, reverse=True)


def test_what_was_told_apart_is_not_suggested_again(user: User, client: Client) -> None:
    one, other = two()
    for _time in range(2):
        client.post(reverse("organisations:pair_apart", args=[other.public_id, one.public_id]))
    ask_for_search(actor=user)
    work_off()
    assert DuplicateCandidate.objects.count() == 1
    assert not duplicate_candidates(user=user).exists()


def test_a_merged_pair_is_not_suggested(user: User) -> None:
    one, other = two()
    ask_for_search(actor=user)
    work_off()
    merge_organisations(survivor=one, merged=other, take=(), reason="같음", actor=user)
    assert not duplicate_candidates(user=user).exists()
    ask_for_search(actor=user)
    work_off()
    assert not DuplicateCandidate.objects.exists()


def test_nobody_else_sees_pairs(user: User) -> None:
    one, other = two()
    ask_for_search(actor=user)
    work_off()
    assert not duplicate_candidates(user=person("stranger")).exists()
    assert keep_apart(one=one, other=other, actor=user) == keep_apart(one=other, other=one, actor=user)


def test_a_new_name_is_compared_with_those_that_are_registered(user: User) -> None:
    one, other = two()
    found = organisations_like(user=user, name="주식회사 한빛정밀", region="48120")
    assert [organisation for organisation, _why in found] == [one, other]
    assert organisations_like(user=user, name="가나다라", region="48") == []


def test_staff_merges_on_a_page_and_takes_it_back(client: Client) -> None:
    one, other = two()
    page = client.get(merge_address(one, other)).content.decode()
    assert "‘한빛정밀’ 기록이 남고" in page
    seen = f"{one.updated_at.isoformat()} {other.updated_at.isoformat()}"
    sent = {"seen": seen, "from_products": "merged", "reason": "같은 곳"}
    answer = client.post(merge_address(one, other), sent, follow=True)
    assert "‘(주)한빛정밀’을 ‘한빛정밀’에 합쳤습니다." in answer.content.decode()
    one.refresh_from_db()
    assert one.products == "밸브"
    merge = OrganisationMerge.objects.get()
    answer = client.post(reverse("organisations:merge_undo", args=[merge.public_id]), follow=True)
    assert "다시 나누었습니다" in answer.content.decode()
    assert "한빛정밀" in client.get("/organisations/merges/").content.decode()
    one.refresh_from_db()
    assert one.products == ""


def test_a_page_that_is_too_old_or_without_a_reason_merges_nothing(client: Client) -> None:
    one, other = two()
    for sent in ({"seen": "x", "reason": "같은 곳"}, {"reason": "", "seen": ""}, {"seen": "2020-13-45T99 y"}):
        answer = client.post(merge_address(one, other), sent)
        assert answer.status_code == 409
    assert not OrganisationMerge.objects.exists()


def test_the_address_of_a_merged_organisation_leads_to_the_survivor(user: User, client: Client) -> None:
    one, other = two()
    merge_organisations(survivor=one, merged=other, take=(), reason="같음", actor=user)
    for name in ("detail", "people"):
        answer = client.get(reverse(f"organisations:{name}", args=[other.public_id]))
        assert answer.url == reverse(f"organisations:{name}", args=[one.public_id])
    answer = client.get(reverse("evidence:case", args=[other.public_id]))
    assert answer.url == reverse("evidence:case", args=[one.public_id])
    client.force_login(person("stranger"))
    assert client.get(reverse("organisations:detail", args=[other.public_id])).status_code == 404


def test_the_api_names_the_survivor_of_a_merged_organisation(user: User, client: Client) -> None:
    one, other = two()
    merge_organisations(survivor=one, merged=other, take=(), reason="같음", actor=user)
    address = f"/api/v1/organisations/{other.short_id}"
    answers = {who: client.get(address, headers=bearer(who)) for who in (user, person("stranger"))}
    assert [answer.status_code for answer in answers.values()] == [302, 404]
    assert answers[user].url == f"/api/v1/organisations/{one.short_id}"


def bearer(user: User) -> dict[str, str]:
    _token, secret = issue_token(user=user, name="시험")
    return {"authorization": f"Bearer {secret}"}


def test_a_new_organisation_that_resembles_another_is_asked_about_once(client: Client) -> None:
    one = Organisation.objects.select_related("region").get(pk=two()[0].pk)
    words = {"name": "한빛정밀(주)", "kinds": ["demand"], "region": one.region.full_name}
    sent = {"key": new_public_id(), **words}
    page = client.post("/organisations/new/", sent).content.decode()
    assert "이미 등록된 곳일 수 있습니다" in page
    assert one.short_id in page
    client.post("/organisations/new/", {**sent, "is_new": "on"})
    assert Organisation.objects.filter(name="한빛정밀(주)").exists()


def test_after_an_import_staff_are_offered_the_search(client: Client) -> None:
    run = checked_run(csv_of([("기업명", "지역"), ("나래기계", "서울"), ("나래기게", "서울")]))
    address = reverse("core:import_detail", args=[run.public_id])
    assert reverse("organisations:duplicate_search") not in client.get(address).content.decode()
    services.apply_import(run=run, actor=None)
    work_off()
    assert reverse("organisations:duplicate_search") in client.get(address).content.decode()

"""Consents: given once, withdrawn once, never changed; without one the data is hidden."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.models import Consent, ConsentText, Membership, Organisation
from deungdae.apps.organisations.selectors.consents import (
    asked_of,
    consented,
    organisations_consenting,
    people_consenting,
)
from deungdae.apps.organisations.services.consents import (
    ChangedTextError,
    give_consent,
    load_consent_texts,
    withdraw_consent,
)
from tests.support.centre import Centre, a_centre

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed"


@pytest.fixture
def centre() -> Centre:
    load_consent_texts()
    return a_centre()


def company_of(centre: Centre) -> Organisation:
    return centre.demand_participant.organisation


def test_texts_are_loaded_once_and_published_words_are_never_changed(settings, tmp_path: Path) -> None:
    assert load_consent_texts() == 10
    assert load_consent_texts() == 0
    words = (Path(settings.DATA_DIR) / "consents.csv").read_text(encoding="utf-8")
    (tmp_path / "consents.csv").write_text(words.replace("News by e-mail", "Adverts"), encoding="utf-8")
    settings.DATA_DIR = tmp_path
    with pytest.raises(ChangedTextError, match="add a version"):
        load_consent_texts()


def test_a_consent_shows_and_its_withdrawal_hides_at_once(centre: Centre) -> None:
    company = company_of(centre)
    assert not consented(holder=company, purpose="public_profile")
    give_consent(holder=company, purpose="public_profile", actor=centre.demand)
    assert consented(holder=company, purpose="public_profile")
    assert list(organisations_consenting(purpose="public_profile")) == [company.pk]
    withdraw_consent(holder=company, purpose="public_profile", actor=centre.demand)
    assert not consented(holder=company, purpose="public_profile")
    assert list(organisations_consenting(purpose="public_profile")) == []


def test_people_and_organisations_are_asked_for_different_purposes(centre: Centre) -> None:
    give_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    assert list(people_consenting(purpose="news")) == [centre.demand.pk]
    assert [one.purpose.key for one in asked_of(centre.demand)] == ["account", "contact_sharing", "news"]
    with pytest.raises(RefusedError, match="묻고 있는 동의가 아닙니다"):
        give_consent(holder=centre.demand, purpose="public_profile", actor=centre.demand)


def test_twice_is_refused_and_after_a_withdrawal_it_may_be_given_again(centre: Centre) -> None:
    give_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    with pytest.raises(RefusedError, match="이미 동의"):
        give_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    withdraw_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    with pytest.raises(RefusedError, match="거둘 동의가 없습니다"):
        withdraw_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    give_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    (news,) = [one for one in asked_of(centre.demand) if one.purpose.key == "news"]
    assert (news.given is not None, len(news.former)) == (True, 1)


def test_a_consent_that_the_account_needs_is_withdrawn_by_leaving(centre: Centre) -> None:
    give_consent(holder=centre.demand, purpose="account", actor=centre.demand)
    with pytest.raises(RefusedError, match="꼭 필요한 동의"):
        withdraw_consent(holder=centre.demand, purpose="account", actor=centre.demand)


def test_a_new_text_is_asked_anew_and_the_old_consent_stays_readable(centre: Centre) -> None:
    first = give_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    ConsentText.objects.create(
        purpose_id="news", version=2, language="ko", title="소식", text="새 문안", valid_from=date(2026, 1, 2)
    )
    (news,) = [one for one in asked_of(centre.demand) if one.purpose.key == "news"]
    assert news.has_newer_text
    with pytest.raises(RefusedError, match="문안이 바뀌었습니다"):
        give_consent(holder=centre.demand, purpose="news", actor=centre.demand, seen_version=1)
    give_consent(holder=centre.demand, purpose="news", actor=centre.demand, seen_version=2)
    first.refresh_from_db()
    assert (first.text.version, first.withdrawn_at is not None) == (1, True)


def test_a_text_that_is_not_yet_valid_is_not_shown(centre: Centre) -> None:
    ConsentText.objects.create(
        purpose_id="news", version=2, language="ko", title="소식", text="x", valid_from=date(2999, 1, 1)
    )
    (news,) = [one for one in asked_of(centre.demand) if one.purpose.key == "news"]
    assert news.text.version == 1
    with translation.override("en"):
        (news,) = [one for one in asked_of(centre.demand) if one.purpose.key == "news"]
    assert news.text.title == "News by e-mail"


CHANGES = {
    "another purpose": {"purpose": "account"},
    "another moment": {"given_at": "2020-01-01T00:00:00Z"},
    "nothing": {"how": "page"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_lets_a_consent_only_be_withdrawn(centre: Centre, change: str) -> None:
    consent = give_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**CHANGES[change])


def test_the_database_keeps_consents_and_withdrawals(centre: Centre) -> None:
    consent = give_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).delete()
    withdraw_consent(holder=centre.demand, purpose="news", actor=centre.demand)
    back = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_how": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**back)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentText.objects.filter(pk=consent.text_id).update(text="다른 말")


def test_a_person_gives_and_withdraws_on_the_page(client: Client, centre: Centre) -> None:
    client.force_login(centre.demand)
    page = client.get("/consents/")
    assert "소식 메일 받기" in page.text
    assert "동의하지 않음" in page.text
    page = client.post("/consents/news/give/", {"version": "1"}, follow=True)
    assert "동의하셨습니다" in page.text
    page = client.post("/consents/news/withdraw/", follow=True)
    assert "거두었습니다" in page.text
    assert "지난 동의 1건" in page.text
    page = client.post("/consents/news/give/", {"version": "9"}, follow=True)
    assert "새 문안을 읽고" in page.text


def test_an_owner_decides_for_the_company_and_a_colleague_only_reads(client: Client, centre: Centre) -> None:
    company = company_of(centre)
    address = f"/organisations/{company.short_id}/consents/"
    client.force_login(centre.demand)
    client.post(f"{address}public_profile/give/", {"version": "1"})
    assert consented(holder=company, purpose="public_profile")
    Membership.objects.filter(user=centre.demand).update(role=Membership.Role.MEMBER)
    assert client.post(f"{address}statistics/give/", {"version": "1"}).status_code == 403
    page = client.post(f"{address}public_profile/withdraw/", follow=True)
    assert "대표 담당자가 거둘 수 있습니다" in page.text
    assert consented(holder=company, purpose="public_profile")
    assert "동의 거두기" not in client.get(address).text


def test_staff_write_down_a_consent_on_paper_and_its_withdrawal(client: Client, centre: Centre) -> None:
    company = company_of(centre)
    address = f"/organisations/{company.short_id}/consents/"
    client.force_login(centre.staff)
    assert client.post(f"{address}public_profile/give/", {"version": "1"}).status_code == 403
    sent = {"what": "organisation:public_profile", "paper": SimpleUploadedFile("동의서.pdf", PDF)}
    page = client.post(f"{address}paper/", sent, follow=True)
    assert "서면 동의를 적었습니다" in page.text
    consent = Consent.objects.get()
    assert (consent.how, consent.given_by, consent.organisation) == ("paper", centre.staff, company)
    assert client.get(f"/consents/{consent.short_id}/paper/").content == PDF
    client.force_login(centre.demand)
    assert client.get(f"/consents/{consent.short_id}/paper/").content == PDF
    client.force_login(centre.outsider)
    assert client.get(f"/consents/{consent.short_id}/paper/").status_code == 404
    client.force_login(centre.staff)
    client.post(f"{address}public_profile/withdraw/", {"how": "email"})
    consent.refresh_from_db()
    assert (consent.withdrawn_how, consent.withdrawn_by) == ("email", centre.staff)


def test_a_paper_that_is_none_is_refused(client: Client, centre: Centre) -> None:
    company = company_of(centre)
    client.force_login(centre.staff)
    for name, content in (("동의서.exe", b"MZ"), ("동의서.pdf", b"plain text")):
        sent = {"what": f"{centre.demand.short_id}:news", "paper": SimpleUploadedFile(name, content)}
        page = client.post(f"/organisations/{company.short_id}/consents/paper/", sent)
        assert page.status_code == 422
        assert "PDF, PNG, JPG 파일로" in page.text
    assert Consent.objects.count() == 0

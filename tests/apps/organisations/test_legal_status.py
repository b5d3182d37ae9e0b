"""The legal status of a registered company: from the register's figures, on a day, kept and judged again."""

import json
import zlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models import Decision
from deungdae.apps.organisations.models import (
    LegalStatusCheck,
    Organisation,
    OrganisationKind,
    YearlyFigure,
)
from deungdae.apps.organisations.selectors.legal_status import ASSUMPTIONS, facts_of
from deungdae.apps.organisations.services.figures import Statement, record_figures
from deungdae.apps.organisations.services.legal_status import confirm_status
from deungdae.apps.organisations.services.ownership import Owner, join_group, record_share
from deungdae.apps.organisations.views.legal_status import is_stale
from deungdae.project.cli import app
from tests.apps.core.imports.lists import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
EOK = 10**8
BEFORE, AFTER = date(2025, 8, 31), date(2025, 9, 1)


@pytest.fixture
def user() -> User:
    return staff()


@pytest.fixture
def company() -> Organisation:
    """Metal (C24) with sales of 1,700억 a year."""
    made = Organisation.objects.create(name="가상제강", industry_id="24")
    OrganisationKind.objects.create(organisation=made, kind="demand")
    for year in (2022, 2023, 2024):
        keep(made, year, sales=1_700 * EOK, assets=2_100 * EOK)
    return made


def keep(company: Organisation, year: int, **values: int) -> None:
    statement = Statement(year=year, source_kind=YearlyFigure.Source.AUDITED)
    record_figures(organisation=company, statement=statement, values=values, is_confirmed=True, actor=None)


def status(company: Organisation, on: date) -> str:
    return confirm_status(organisation=company, on=on, assumed=ASSUMPTIONS, actor=None).status


def test_the_rise_of_the_limit_makes_a_mid_sized_company_small_again(company: Organisation) -> None:
    assert (status(company, BEFORE), status(company, AFTER)) == ("mid_sized", "sme")


def test_assets_groups_and_shareholders_come_from_the_register(company: Organisation) -> None:
    holder = Organisation.objects.create(name="가상지주")
    keep(holder, 2024, assets=6_000 * EOK)
    record_share(
        owner=Owner(holder), owned=company, share=Decimal("30.5"), starts_on=date(2020, 1, 1), actor=None
    )
    facts = facts_of(organisation=company, on=AFTER, assumed=ASSUMPTIONS)
    assert facts["largest_shareholder"] == {"share": 0.305, "kind": "company", "assets_krw": 6_000 * EOK}
    assert status(company, AFTER) == "mid_sized"
    join_group(
        organisation=company,
        name="가상 그룹",
        kind="cross_shareholding_restricted",
        starts_on=date(2021, 1, 1),
        actor=None,
    )
    assert status(company, AFTER) == "large"
    assert facts_of(organisation=company, on=date(2020, 6, 1), assumed=())["name"] == "가상제강"
    assert "group" not in facts_of(organisation=company, on=date(2020, 6, 1), assumed=())


def test_the_figure_of_the_best_source_is_judged(company: Organisation) -> None:
    record_figures(
        organisation=company,
        statement=Statement(year=2024, source_kind=YearlyFigure.Source.SUBMITTED),
        values={"assets": 9_000 * EOK},
        is_confirmed=True,
        actor=None,
    )
    assert status(company, AFTER) == "sme"
    keep(company, 2024, assets=5_000 * EOK)
    assert status(company, AFTER) == "mid_sized"


def test_what_the_register_does_not_know_is_no_guess(company: Organisation) -> None:
    check = confirm_status(organisation=company, on=AFTER, assumed=(), actor=None)
    assert check.status == "unknown"


def test_a_confirmed_status_is_kept_once_and_judged_again(
    company: Organisation, user: User, tmp_path: Path
) -> None:
    check = confirm_status(organisation=company, on=AFTER, assumed=ASSUMPTIONS, actor=user)
    again = confirm_status(organisation=company, on=AFTER, assumed=ASSUMPTIONS, actor=user)
    assert again == check
    assert Decision.objects.get().inputs_hash == check.inputs_hash
    path = tmp_path / "decision.json"
    path.write_bytes(zlib.decompress(check.decision.document))
    answer = CliRunner().invoke(app, ["decision", "verify", str(path)])
    assert answer.exit_code == 0, answer.output
    changed = json.loads(path.read_text())
    changed["inputs"]["company"]["fiscal_years"][0]["sales_krw"] = 1
    path.write_text(json.dumps(changed))
    assert CliRunner().invoke(app, ["decision", "verify", str(path)]).exit_code != 0


def test_a_restated_figure_makes_a_confirmed_status_stale(company: Organisation) -> None:
    check = confirm_status(organisation=company, on=AFTER, assumed=ASSUMPTIONS, actor=None)
    assert not is_stale(check)
    keep(company, 2024, sales=1_900 * EOK)
    assert is_stale(check)


def test_the_page_says_why_what_is_missing_and_keeps_it(
    client: Client, user: User, company: Organisation
) -> None:
    client.force_login(user)
    address = reverse("organisations:legal_status", args=[company.public_id])
    page = client.get(address, {"on": "2025-09-01"}).text
    assert "말할 수 없음" in page
    assert reverse("organisations:share_record", args=[company.public_id]) in page
    told = {"on": "2025-09-01", "assumed": list(ASSUMPTIONS)}
    assert "중소기업" in client.get(address, told).text
    confirm = reverse("organisations:legal_status_confirm", args=[company.public_id])
    assert "확인해 두었습니다" in client.post(confirm, told, follow=True).text
    check = LegalStatusCheck.objects.get()
    assert (check.status, check.checked_by) == ("sme", user)
    keep(company, 2024, sales=1_900 * EOK)
    overview = client.get(reverse("organisations:detail", args=[company.public_id])).text
    assert "확인한 뒤에 자료가 바뀌었습니다" in overview


@pytest.mark.parametrize(
    "query", ["?on=x", "?on=1800-01-01", "?on=2025-09-01&assumed=x", "?on=9999-12-31", "?on=0001-01-01"]
)
def test_nonsense_in_the_address_is_answered(
    client: Client, user: User, company: Organisation, query: str
) -> None:
    client.force_login(user)
    address = reverse("organisations:legal_status", args=[company.public_id])
    assert client.get(address + query).status_code == 200


def test_the_form_of_a_grace_has_its_fields_and_leads_back(
    client: Client, user: User, company: Organisation
) -> None:
    client.force_login(user)
    page = client.get(reverse("organisations:grace_claim", args=[company.public_id])).text
    assert 'name="starts_on"' in page
    assert 'name="source"' in page
    assert reverse("organisations:legal_status", args=[company.public_id]) in page


def test_a_claimed_grace_is_judged(client: Client, user: User, company: Organisation) -> None:
    client.force_login(user)
    address = reverse("organisations:grace_claim", args=[company.public_id])
    assert "아직 오지 않은 날입니다" in client.post(address, {"starts_on": "2999-01-01"}).text
    assert "기록했습니다" in client.post(address, {"starts_on": "2024-09-01"}, follow=True).text
    assert "이미 기록되어" in client.post(address, {"starts_on": "2024-09-01"}).text
    assert status(company, BEFORE) == "sme"


@pytest.mark.parametrize("day", ["1900-01-01", "0001-01-01"])
def test_a_grace_of_another_age_breaks_no_page(
    client: Client, user: User, company: Organisation, day: str
) -> None:
    client.force_login(user)
    client.post(reverse("organisations:grace_claim", args=[company.public_id]), {"starts_on": day})
    for name in ("detail", "legal_status"):
        assert client.get(reverse(f"organisations:{name}", args=[company.public_id])).status_code == 200

"""The check cases of the reference, typed into the form of each question, come to what the command prints."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from deungdae.apps.organisations.models import Organisation
from deungdae.engine.maturity.model import Kind
from tests.apps.diagnosis.test_assessment_pages import page, save, signed_in
from tests.apps.diagnosis.test_assessments import PLANS
from tests.apps.diagnosis.test_maturity_cli import run
from tests.engine.maturity.samples import S1, everything, framework, nothing
from tests.support.diagnosis import a_colleague, an_assessment

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CASES = {
    "Z": ("V1k", nothing(framework())),
    "F under V1": ("V1", everything(framework(), framework().rule("V1"))),
    "F": ("V1k", everything(framework(), framework().rule("V1k"))),
    **{f"S1 under {rule}": (rule, S1) for rule in ("V1", "V1k", "V2", "V3-spec")},
    **{f"S3 under {rule}": (rule, PLANS) for rule in ("V1", "V2")},
}


def typed(code: str, value: Any) -> dict[str, Any]:
    """What a browser sends for an answer."""
    if value == [] or (isinstance(value, dict) and not any(value.values())):
        return {"none": "1"}
    if isinstance(value, dict):
        return {mark: [str(row) for row in rows] for mark, rows in value.items()}
    if framework().question(code).kind is Kind.TICKS:
        return {"item": [str(number) for number in value]}
    return {f"row-{row}": f"{step:g}" for row, step in enumerate(value, 1)}


def fill(client: Client, assessment: Any, answers: dict[str, Any]) -> None:
    for code, value in answers.items():
        assert "저장함" in save(client, assessment, code, seen=0, **typed(code, value)).content.decode()


@pytest.mark.parametrize("case", CASES)
def test_the_form_and_the_command_come_to_the_same(case: str, tmp_path: Path) -> None:
    rule, answers = CASES[case]
    company = Organisation.objects.create(name="한빛정밀")
    client = signed_in(a_colleague("하나", company))
    assessment = an_assessment(company, rule=rule)
    fill(client, assessment, answers)
    client.post(page("submit", assessment), {"sure": "1"})
    assessment.refresh_from_db()
    printed = run(tmp_path, answers, "--rule", rule, "--json")
    assert assessment.score == json.loads(printed.stdout)
    assert client.get(page("assessment", assessment)).status_code == 200

"""Templates that come with the product, and new versions of them."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import refused
from deungdae.apps.core.reporting.sections import SECTIONS, ReportSection, Subject
from deungdae.apps.reports.models import ReportTemplate

FILE = "reports/templates.json"


@transaction.atomic
def load_report_templates() -> int:
    """Write the versions that are not there yet; how many those were. One that is there never changes."""
    rows = json.loads((Path(settings.DATA_DIR) / FILE).read_text(encoding="utf-8"))
    known = set(ReportTemplate.objects.values_list("code", "version"))
    new = [row for row in rows if (row["code"], row["version"]) not in known]
    for row in new:
        ReportTemplate.objects.create(**row, created_at=clock.now())
    return len(new)


def newest_templates() -> list[ReportTemplate]:
    """The newest version of each, in the order of their kinds."""
    found: dict[str, ReportTemplate] = {}
    for one in ReportTemplate.objects.order_by("-version"):
        found.setdefault(one.code, one)
    order = list(ReportTemplate.Kind.values)
    return sorted(found.values(), key=lambda one: (order.index(one.kind), one.code))


def subject_of(template: ReportTemplate) -> Subject:
    """What a report of this template has to name beside its time."""
    return SUBJECTS.get(template.kind, Subject.NONE)


SUBJECTS = {"press": Subject.FORUM, "letter": Subject.COMPANY}


def fitting(template: ReportTemplate) -> list[ReportSection]:
    """The sections that may stand in it: those about its own subject, and those about none."""
    mine = subject_of(template)
    return [one for one in SECTIONS.values() if one.subject in (Subject.NONE, mine)]


@transaction.atomic
def add_version(*, template: ReportTemplate, sections: list[str], actor: User) -> ReportTemplate:
    """The next version with these sections in this order; reports that were made keep theirs."""
    last = ReportTemplate.objects.select_for_update().filter(code=template.code).first()
    assert last is not None  # noqa: S101  # nosec - the template itself is one
    if last.pk != template.pk:
        raise refused(
            "template_stale",
            _("그사이 누가 ‘{name}’의 {version}판을 만들었습니다. 새 판을 열고 다시 고르십시오."),
            name=template.name,
            version=str(last.version),
        )
    if not sections:
        raise refused("template_empty", _("‘{name}’에 넣을 부분을 하나 이상 고르십시오."), name=template.name)
    kept = {row["section"]: row for row in last.sections}
    rows: list[dict[str, Any]] = [
        kept.get(name, {"section": name, "title": {}, "parameters": {}}) for name in sections
    ]
    if rows == last.sections:
        raise refused("template_same", _("‘{name}’의 지금 판과 같습니다."), name=template.name)
    return ReportTemplate.objects.create(
        code=last.code,
        version=last.version + 1,
        kind=last.kind,
        name=last.name,
        english_name=last.english_name,
        sections=rows,
        created_at=clock.now(),
        created_by=actor,
    )

"""Taking the changes of a list back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.undoing import batches, dependents_of
from deungdae.apps.organisations.importers.part_writing import take_back_parts
from deungdae.apps.organisations.importers.writing import save_fields
from deungdae.apps.organisations.models import (
    ExternalIdentifier,
    Organisation,
    OrganisationIndustry,
    OrganisationKind,
    OrganisationSearch,
)
from deungdae.apps.organisations.services.history import CHANGED, REMOVED, Act, write_lines
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.engine.kernel.korean import sentence

VALUES = (OrganisationKind, OrganisationIndustry, ExternalIdentifier)
"""Parts that go with their organisation."""


def undo_log(log: dict, act: Act) -> None:
    """Delete what was created and restore what was changed, when nobody has built on it since."""
    created, changed = log.get("created", []), log.get("changed", [])
    if not take_back_parts(log.get("parts", {}), act):
        raise changed_since(_("다른 이름·연락처·사업장"))
    refuse_dependents(created)
    refuse_edited(created, log["finished_at"])
    for part in batches(changed):
        restore(part, act)
    for part in batches(created):
        for model in VALUES:
            delete_with_history(model._default_manager.filter(organisation__in=part), act)
        OrganisationSearch.objects.filter(organisation__in=part).delete()
        delete_with_history(Organisation.objects.filter(pk__in=part), act)


def delete_with_history(rows: models.QuerySet[Any], act: Act) -> None:
    """Delete in one statement; nothing depends on the rows, and their history says that they were."""
    write_lines(list(rows), act, REMOVED)
    rows.order_by()._raw_delete(rows.db)


def refuse_dependents(created: Sequence[int]) -> None:
    words = {
        "memberships": _("담당자"),
        "names": _("다른 이름"),
        "contacts": _("연락처"),
        "branches": _("사업장"),
        "participations": _("상담일 참가"),
        "evidence": _("기업 카드 기록"),
        "references_as_customer": _("고객으로 이은 구축 사례"),
    }
    found = dependents_of(
        Organisation,
        created,
        ignoring=("kinds", "identifiers", "other_industries", "search_row"),
        words=words,
    )
    if found:
        raise RefusedError(
            "import_undo_depends",
            _(
                "이 가져오기로 등록한 기업·기관을 쓰는 자료가 있어 되돌릴 수 없습니다: %(what)s. "
                "먼저 그 자료를 정리해 주십시오."
            )
            % {"what": ", ".join(found)},
        )


def refuse_edited(created: Sequence[int], finished_at: str) -> None:
    for part in batches(created):
        edited = Organisation.objects.filter(pk__in=part, updated_at__gt=finished_at).first()
        if edited is not None:
            raise changed_since(edited.name)


def changed_since(name: str) -> RefusedError:
    return RefusedError(
        "import_undo_changed",
        sentence(
            _("‘{name}’(이/가) 그 뒤에 다시 바뀌어 되돌릴 수 없습니다. 그 기업·기관을 직접 고쳐 주십시오."),
            {"name": name},
        ),
    )


def restore(part: Sequence[list], act: Act) -> None:
    by_pk = {change[0]: change for change in part}
    organisations = list(Organisation.objects.select_for_update(of=("self",)).filter(pk__in=by_pk))
    for organisation in organisations:
        _pk, values, kinds, industries, codes, updated_at = by_pk[organisation.pk]
        organisation.updated_at = datetime.fromisoformat(updated_at)
        for name, (before, after) in values.items():
            now = getattr(organisation, name)
            if (now.isoformat() if isinstance(now, date) else now) != after:
                raise changed_since(organisation.name)
            is_day = name == "founded_on" and before
            setattr(organisation, name, date.fromisoformat(before) if is_day else before)
        added = (
            organisation.kinds.filter(kind__in=kinds),
            organisation.other_industries.filter(industry__in=industries),
        )
        for rows in added:
            delete_with_history(rows, act)
        for scheme, code in codes:
            delete_with_history(organisation.identifiers.filter(scheme=scheme, code=code), act)
    save_fields(organisations)
    index_organisations([organisation.pk for organisation in organisations])
    write_lines([one for one in organisations if by_pk[one.pk][1]], act, CHANGED)

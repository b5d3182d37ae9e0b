"""What becomes of everything that refers to an organisation when it is merged into another.

The relations are read from the models, so none can be forgotten; each app says here what it calls its own
and whether it moves. A relation without a rule moves, and a test fails until somebody has decided.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalChanges

from deungdae.apps.organisations.figure_kinds import KINDS
from deungdae.apps.organisations.models import Organisation

Relation = models.ForeignKey


@dataclass(frozen=True, slots=True)
class MergeRule:
    """`label`: what people call these rows. Those that do not move stay with the merged one; the survivor's
    pages read them through it. `words`: one row, for the list of what could not move. `is_shown`:
    whether the page of a merge counts these rows; our own notes about merges are not.
    """

    label: str | Promise
    moves: bool = True
    words: Callable[[Any], str] = str
    is_shown: bool = True


RULES: dict[str, MergeRule] = {}
UNRULED = MergeRule(label=_("그 밖의 자료"))
HISTORY = MergeRule(label=_("수정 이력"), moves=False, is_shown=False)


def register_merge_rule(relation: str, rule: MergeRule) -> None:
    """`relation`: app.Model.field, such as `evidence.EvidenceEntry.organisation`."""
    RULES[relation] = rule


def relations() -> Iterator[Relation]:
    """Every column of the database that refers to an organisation."""
    found = {
        relation.field
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and isinstance(relation.field, models.ForeignKey)
    }
    yield from sorted(found, key=name_of)


def name_of(relation: Relation) -> str:
    return f"{relation.model._meta.label}.{relation.name}"


def rule_of(relation: Relation) -> MergeRule:
    if issubclass(relation.model, HistoricalChanges):
        return HISTORY
    return RULES.get(name_of(relation), UNRULED)


def relation_of(name: str) -> Relation | None:
    """The relation of a name that was written down, None when the product has it no more."""
    return next((relation for relation in relations() if name_of(relation) == name), None)


for _relation, _rule in {
    "organisations.Organisation.merged_into": MergeRule(_("전에 합친 곳")),
    "organisations.OrganisationKind.organisation": MergeRule(
        _("구분"), words=lambda row: str(row.get_kind_display())
    ),
    "organisations.ExternalIdentifier.organisation": MergeRule(
        _("외부 번호"), words=lambda row: f"{row.scheme} {row.code}"
    ),
    "organisations.Consent.organisation": MergeRule(_("동의"), moves=False),
    "organisations.Membership.organisation": MergeRule(
        _("담당자"), words=lambda row: f"{row.user.name} ({row.get_role_display()})"
    ),
    "organisations.OrganisationIndustry.organisation": MergeRule(
        _("다른 업종"), words=lambda row: str(row.industry)
    ),
    "organisations.OrganisationName.organisation": MergeRule(_("다른 이름"), words=lambda row: row.text),
    "organisations.Contact.organisation": MergeRule(_("연락처"), words=lambda row: row.name),
    "organisations.Branch.organisation": MergeRule(_("사업장"), words=lambda row: row.name),
    "organisations.YearlyFigure.organisation": MergeRule(
        _("연도별 수치"), words=lambda row: f"{row.year} {KINDS[row.kind].label}"
    ),
    "organisations.OwnershipLink.owner": MergeRule(_("가진 지분"), words=lambda row: str(row.owned)),
    "organisations.OwnershipLink.owned": MergeRule(_("주주"), words=lambda row: f"{row.share}%"),
    "organisations.GroupMembership.organisation": MergeRule(_("기업집단"), words=lambda row: row.group.name),
    "organisations.GracePeriod.organisation": MergeRule(_("유예"), words=lambda row: str(row.starts_on)),
    "organisations.LegalStatusCheck.organisation": MergeRule(
        _("확인한 법적 지위"), words=lambda row: str(row.on)
    ),
    "organisations.MemberInvitation.organisation": MergeRule(
        _("답을 기다리는 초대"), words=lambda row: row.email
    ),
    "organisations.OrganisationClaim.organisation": MergeRule(
        _("담당 신청"), words=lambda row: row.user.name
    ),
    "organisations.HandOver.organisation": MergeRule(_("넘긴 일"), words=lambda row: str(row.leaver)),
    "organisations.OrganisationSearch.organisation": MergeRule(_("찾기"), moves=False, is_shown=False),
    "organisations.Solution.organisation": MergeRule(_("솔루션"), words=lambda row: row.title),
    "organisations.SolutionReference.company": MergeRule(
        _("고객으로 이은 구축 사례"), words=lambda row: f"{row.solution.title} {row.month:%Y-%m}"
    ),
    "organisations.OrganisationMerge.survivor": MergeRule(_("합치기 기록"), moves=False, is_shown=False),
    "organisations.OrganisationMerge.merged": MergeRule(_("합치기 기록"), moves=False, is_shown=False),
    "organisations.DuplicateCandidate.first": MergeRule(_("중복 후보"), moves=False, is_shown=False),
    "organisations.DuplicateCandidate.second": MergeRule(_("중복 후보"), moves=False, is_shown=False),
    "organisations.DuplicateDecision.first": MergeRule(_("다른 곳이라는 판단"), moves=False, is_shown=False),
    "organisations.DuplicateDecision.second": MergeRule(_("다른 곳이라는 판단"), moves=False, is_shown=False),
}.items():
    register_merge_rule(_relation, _rule)

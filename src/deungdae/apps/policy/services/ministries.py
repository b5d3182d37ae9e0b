"""Ministries change with governments: a new name from a day, an end into another ministry."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.organisations.models import Organisation, OrganisationKind
from deungdae.apps.policy.models import Ministry, MinistryName, TaskMinistry, TaskReport

Role = TaskMinistry.Role


@transaction.atomic
def rename_ministry(
    *,
    ministry: Ministry,
    name: str,
    short_name: str,
    starts_on: date,
    source: str,
    short_english: str = "",
) -> MinistryName:
    """From that day it is called so; what was before keeps the name it had."""
    last = ministry.names.order_by("-starts_on").first()
    if last is not None and starts_on <= last.starts_on:
        template = _("‘{name}’(이/가) {day}부터 쓰는 이름입니다. 그 뒤의 날을 적어 주십시오.")
        raise refused("name_before", template, name=last.name, day=f"{last.starts_on}")
    return MinistryName.objects.create(
        ministry=ministry,
        name=name,
        short_name=short_name,
        short_english=short_english,
        starts_on=starts_on,
        source=source,
    )


@transaction.atomic
def merge_ministry(*, ministry: Ministry, successor: Ministry, on: date) -> Ministry:
    """From that day its tasks and the reports that wait are the successor's; who led before stays written."""
    mine = Ministry.objects.select_for_update(of=("self",)).get(pk=ministry.pk)
    other = Ministry.objects.select_for_update(of=("self",)).get(pk=successor.pk)
    if mine.ends_on is not None or other.ends_on is not None or mine.pk == other.pk:
        message = _("이미 끝난 부처이거나 같은 부처입니다. 지금 있는 다른 부처를 골라 주십시오.")
        raise RefusedError("ended", message)
    later = mine.parts.filter(ends_on=None, starts_on__gt=on).order_by("starts_on").first()
    if later is not None:
        template = _(
            "과제를 맡은 날 {day}보다 앞선 날에는 통합할 수 없습니다. 그날부터의 날을 적어 주십시오."
        )
        raise refused("before_parts", template, day=f"{later.starts_on}")
    for part in mine.parts.filter(ends_on=None):
        hand_on(part, other, on)
    TaskReport.objects.waiting().filter(ministry=mine).update(ministry=other)
    mine.ends_on, mine.successor = on, other
    mine.save()
    return mine


def hand_on(part: TaskMinistry, successor: Ministry, on: date) -> None:
    """A task in which the successor takes part already keeps it once: leading counts for more."""
    part.ends_on = on
    part.save()
    theirs = TaskMinistry.objects.filter(task=part.task_id, ministry=successor, ends_on=None).first()
    if theirs is not None and (part.role == Role.PARTNER or theirs.role == Role.LEAD):
        return
    if theirs is not None:
        theirs.ends_on = max(on, theirs.starts_on)
        theirs.save()
    TaskMinistry.objects.create(task_id=part.task_id, ministry=successor, role=part.role, starts_on=on)


@transaction.atomic
def connect_body(*, ministry: Ministry, organisation: Organisation | None) -> Ministry:
    """Whose people act for it: a government body of the register."""
    is_body = (
        organisation is not None and organisation.kinds.filter(kind=OrganisationKind.Kind.GOVERNMENT).exists()
    )
    if organisation is not None and not is_body:
        template = _(
            "‘{name}’(은/는) 정부기관이 아닙니다. 기업·기관에서 구분을 정부기관으로 고친 뒤 연결해 주십시오."
        )
        raise refused("no_body", template, name=organisation.name)
    ministry.organisation = organisation
    ministry.save()
    return ministry

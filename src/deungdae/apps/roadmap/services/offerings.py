"""Keeping what is on offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Course
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Forum
from deungdae.apps.organisations.models import Solution
from deungdae.apps.roadmap.models import Offering, OfferingServes
from deungdae.apps.roadmap.parsing import Serves

STAGES = list(Offering.Stage.values)


@dataclass(frozen=True, slots=True)
class Content:
    """All that an offering says. `needs`: codes; `record`: what of another app it is."""

    code: str
    kind: str
    stage: str
    title: str
    family: str
    serves: tuple[Serves, ...]
    title_english: str = ""
    summary: str = ""
    provider: str = ""
    needs: tuple[str, ...] = ()
    months: int = 1
    cost_krw: int = 0
    subsidy_krw: int = 0
    hours: int = 0
    seats: int | None = None
    last_day: date | None = None
    start_months: tuple[int, ...] = ()
    sizes: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    condition: str = ""
    link: str = ""
    record: Course | Forum | Solution | None = None

    def columns(self) -> dict[str, object]:
        """What stands on the offering itself."""
        apart = ("needs", "serves", "family", "record")
        told = {name: getattr(self, name) for name in self.__slots__ if name not in apart}
        lists = ("start_months", "sizes", "industries", "regions")
        told |= {name: list(getattr(self, name)) for name in lists}
        links = {"course": Course, "forum": Forum, "solution": Solution}
        return told | {
            name: self.record if isinstance(self.record, kind) else None for name, kind in links.items()
        }


@transaction.atomic
def save_offering(*, content: Content, known: Offering | None = None) -> Offering:
    """Make an offering, or make a known one say this; whole or not at all."""
    offering = known or Offering()
    if known is not None and known.code != content.code:
        template = _("코드는 바꿀 수 없습니다. ‘{code}’ 그대로 두거나 새 항목을 만들어 주십시오.")
        raise refused("code", template, code=known.code)
    for name, value in content.columns().items():
        setattr(offering, name, value)
    try:
        with transaction.atomic():
            offering.save()
    except IntegrityError as error:
        raise twice(content) from error
    write_serves(offering, content)
    write_needs(offering, content.needs)
    return offering


def twice(content: Content) -> RefusedError:
    template = _(
        "코드 ‘{code}’(을/를) 쓰거나 같은 과정·포럼·솔루션을 가리키는 지원 항목이 이미 있습니다."
        " 그 항목을 고쳐 주십시오."
    )
    return refused("offering_twice", template, code=content.code)


def write_serves(offering: Offering, content: Content) -> None:
    """What it does for this framework; what it does for others stays."""
    mine = offering.serves.filter(family=content.family)
    now = {Serves(row.dimension, row.low, row.high, row.gain) for row in mine}
    if now == set(content.serves):
        return
    mine.delete()
    OfferingServes.objects.bulk_create(
        OfferingServes(offering=offering, family=content.family, **one._asdict()) for one in content.serves
    )


def write_needs(offering: Offering, needs: Sequence[str]) -> None:
    found = list(Offering.objects.filter(code__in=needs))
    unknown = sorted(set(needs) - {one.code for one in found})
    if unknown:
        template = _("먼저 할 항목 ‘{codes}’(이/가) 없습니다. 등록된 코드로 적어 주십시오.")
        raise refused("needs", template, codes=tuple(unknown))
    later = [one.code for one in found if STAGES.index(one.stage) > STAGES.index(offering.stage)]
    if later:
        template = _("먼저 할 항목 ‘{codes}’(이/가) 더 뒤의 단계입니다. 단계나 먼저 할 항목을 고쳐 주십시오.")
        raise refused("later_stage", template, codes=tuple(later))
    if any(STAGES.index(one.stage) < STAGES.index(offering.stage) for one in offering.opens.all()):
        codes = tuple(sorted(one.code for one in offering.opens.all()))
        template = _("‘{codes}’(은/는) 이 항목을 먼저 해야 하는데 더 앞의 단계입니다. 단계를 고쳐 주십시오.")
        raise refused("later_stage", template, codes=codes)
    offering.needs.set(found)
    require_no_circle()


def require_no_circle() -> None:
    through = Offering.needs.through.objects
    graph: dict[str, set[str]] = {}
    for one, other in through.values_list("from_offering__code", "to_offering__code"):
        graph.setdefault(one, set()).add(other)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        template = _("먼저 할 항목이 서로를 기다립니다: {codes}. 하나를 빼 주십시오.")
        raise refused("circle", template, codes=" → ".join(error.args[1])) from error


@transaction.atomic
def retire_offering(*, offering: Offering, is_back: bool = False) -> Offering:
    """No new roadmap has it any more; what was accepted goes on. `is_back`: on offer again."""
    mine = Offering.objects.select_for_update(of=("self",)).get(pk=offering.pk)
    if (mine.retired_at is None) == is_back:
        raise RefusedError("state", _("이미 그렇게 되어 있습니다. 화면을 새로 고쳐 주십시오."))
    mine.retired_at = None if is_back else clock.now()
    mine.save()
    return mine

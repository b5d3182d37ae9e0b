"""One offering as a person types it: the same for the page and for a row of a list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.academy.models import Course
from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, title_of
from deungdae.apps.diagnosis.selectors.assessments import versions_in_use
from deungdae.apps.forum.models import Forum
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.industries import industry_names
from deungdae.apps.organisations.models import LegalStatusCheck, Solution
from deungdae.apps.organisations.regions import region_names
from deungdae.apps.organisations.texts import required_text
from deungdae.apps.roadmap import parsing
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.models.offerings import MOST_MONTHS
from deungdae.apps.roadmap.services.offerings import Content
from deungdae.engine.kernel.korean import sentence

Status = LegalStatusCheck.Status
SIZES = {str(one.value): (one.label, one.value) for one in (Status.LARGE, Status.MID_SIZED, Status.SME)}
CHOOSE: list[tuple[str, Any]] = [("", gettext_lazy("고르십시오"))]
RECORDS: dict[str, Any] = {"course": Course, "forum": Forum, "solution": Solution}


def words_of(choices: Any) -> dict[str, tuple[Any, ...]]:
    return {str(one.value): (one.label, one.value) for one in choices}


def industries(text: str) -> tuple[str, ...]:
    names = industry_names()
    return tuple(dict.fromkeys(code_in(names, part, _("업종")) for part in cells.separated(text)))


def provinces(text: str) -> tuple[str, ...]:
    names = region_names()
    return tuple(dict.fromkeys(code_in(names, part, _("지역"))[:2] for part in cells.separated(text)))


def code_in(names: Any, part: str, what: str) -> str:
    code = names.find(part)
    if code is None:
        template = _("{what} 표에 ‘{part}’(이/가) 없습니다.")
        remedy = _("표에 있는 이름이나 코드로 적어 주십시오. 예: C26, 경기도")
        raise cells.CellError("unknown", sentence(template, {"what": what, "part": part}), remedy)
    return str(code)


class OfferingForm(KeyForm):
    """`record`: the title of the course, forum or solution that it is."""

    code = CellField(
        label=gettext_lazy("코드"),
        parse=required_text,
        required=True,
        max_length=30,
        help_text=gettext_lazy("한 번 정하면 바뀌지 않습니다. 예: P-2026-01"),
    )
    kind = CellField(
        label=gettext_lazy("종류"),
        parse=cells.one_of(words_of(Offering.Kind)),
        required=True,
        widget=forms.Select(choices=CHOOSE + Offering.Kind.choices),
    )
    stage = CellField(
        label=gettext_lazy("단계"),
        parse=cells.one_of(words_of(Offering.Stage)),
        required=True,
        widget=forms.Select(choices=CHOOSE + Offering.Stage.choices),
    )
    title = CellField(label=gettext_lazy("이름"), parse=required_text, required=True, max_length=200)
    title_english = CellField(label=gettext_lazy("영어 이름"), parse=cells.text, max_length=200)
    summary = CellField(
        label=gettext_lazy("소개"),
        parse=cells.text,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    provider = CellField(label=gettext_lazy("주관"), parse=cells.text, max_length=120)
    family = CellField(
        label=pgettext_lazy("one", "진단 체계"), parse=cells.text, required=True, widget=forms.Select
    )
    serves = CellField(
        label=gettext_lazy("도움이 되는 영역"),
        parse=parsing.serves,
        required=True,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("한 줄에 하나씩 영역, 시작~끝 수준, 오르는 점수. 예: D2 25~50 +15"),
    )
    needs = CellField(
        label=gettext_lazy("먼저 할 항목"),
        parse=parsing.codes,
        empty=(),
        max_length=300,
        help_text=gettext_lazy("코드를 쉼표로 나누어 적습니다."),
    )
    record = CellField(
        label=gettext_lazy("연결할 과정·포럼·솔루션"),
        parse=cells.text,
        max_length=200,
        help_text=gettext_lazy("등록된 이름. 연결하면 비용, 시간, 자리, 날짜는 그쪽 값을 따릅니다."),
    )
    months = CellField(
        label=gettext_lazy("걸리는 달 수"), parse=cells.whole_number(1, MOST_MONTHS), empty=1, max_length=5
    )
    cost_krw = CellField(
        label=gettext_lazy("비용(원)"),
        parse=parsing.amount,
        empty=0,
        max_length=30,
        help_text=gettext_lazy("‘1,500만원’처럼 적어도 됩니다."),
    )
    subsidy_krw = CellField(label=gettext_lazy("지원금(원)"), parse=parsing.amount, empty=0, max_length=30)
    hours = CellField(
        label=gettext_lazy("우리 직원의 시간"), parse=cells.whole_number(0, 100_000), empty=0, max_length=10
    )
    seats = CellField(
        label=gettext_lazy("남은 자리"),
        parse=cells.whole_number(0, 100_000),
        empty=None,
        max_length=10,
        help_text=gettext_lazy("비우면 제한이 없습니다."),
    )
    last_day = CellField(label=gettext_lazy("신청 마감일"), parse=cells.day, empty=None, max_length=30)
    start_months = CellField(
        label=gettext_lazy("시작하는 달"),
        parse=parsing.months_of_year,
        empty=(),
        max_length=60,
        help_text=gettext_lazy("해마다 시작하는 달. 예: 3, 9. 비우면 아무 때나 시작합니다."),
    )
    sizes = CellField(
        label=gettext_lazy("기업 규모"),
        parse=cells.many_of(SIZES),
        empty=(),
        max_length=60,
        help_text=gettext_lazy("대기업, 중견기업, 중소기업 가운데. 비우면 모두입니다."),
    )
    industries = CellField(label=gettext_lazy("업종"), parse=industries, empty=(), max_length=500)
    regions = CellField(label=gettext_lazy("지역"), parse=provinces, empty=(), max_length=500)
    condition = CellField(
        label=gettext_lazy("그 밖의 조건"),
        parse=cells.text,
        max_length=300,
        help_text=gettext_lazy("적으면 계획의 단계에 ‘먼저 확인해야 합니다’라고 알립니다."),
    )
    link = CellField(label=gettext_lazy("안내 주소"), parse=cells.web_address, max_length=300)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.families = {one.code: one for one in versions_in_use()}
        words = {code: (title_of(one), code) for code, one in self.families.items()}
        self.fields["family"].parse = cells.one_of(words)  # type: ignore[attr-defined]
        titles = [(code, title) for code, (title, _code) in words.items()]
        self.fields["family"].widget.choices = CHOOSE + titles  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("subsidy_krw", 0) > told.get("cost_krw", 0):
            self.add_error("subsidy_krw", _("지원금이 비용보다 큽니다. 지원금은 비용까지만 적어 주십시오."))
        self.require_dimensions(told)
        if told.get("record"):
            try:
                told["record"] = self.record_named(told["record"], told.get("kind", ""))
            except ValidationError as error:
                self.add_error("record", error)
        return told

    def require_dimensions(self, told: dict[str, Any]) -> None:
        if "family" not in told or "serves" not in told:
            return
        known = [one.code for one in framework_of(self.families[told["family"]]).dimensions]
        unknown = [one.dimension for one in told["serves"] if one.dimension not in known]
        if unknown:
            template = _("이 진단 체계에 영역 ‘{codes}’(이/가) 없습니다. {known} 가운데서 적어 주십시오.")
            words = {"codes": ", ".join(unknown), "known": ", ".join(known)}
            self.add_error("serves", sentence(template, words))

    def record_named(self, title: str, kind: str) -> Any:
        model = RECORDS.get(kind)
        if model is None:
            raise ValidationError(_("교육 과정, 포럼, 솔루션만 연결할 수 있습니다. 칸을 비워 주십시오."))
        matches = list(model.objects.filter(title=title)[:2])
        if len(matches) == 1:
            return matches[0]
        template = _("이름이 ‘{title}’인 것이 없습니다. 등록된 이름 그대로 적어 주십시오.")
        if matches:
            template = _("이름이 ‘{title}’인 것이 여럿입니다. 이름을 다르게 고친 뒤 연결해 주십시오.")
        raise ValidationError(sentence(template, {"title": title}))

    def content(self) -> Content:
        told = {name: self.cleaned_data[name] for name in Content.__slots__}
        return Content(**{**told, "record": told["record"] or None})


def initial_of(offering: Offering, family: str) -> dict[str, Any]:
    """What the form shows of a known offering, for one framework."""
    rows = [
        parsing.Serves(r.dimension, r.low, r.high, r.gain)
        for r in offering.serves.all()
        if r.family == family
    ]
    record = offering.course or offering.forum or offering.solution
    return {
        **{name: getattr(offering, name) for name in COPIED},
        "kind": offering.kind,
        "stage": offering.stage,
        "family": family,
        "serves": parsing.serves_text(rows),
        "needs": ", ".join(sorted(one.code for one in offering.needs.all())),
        "record": record.title if record is not None else "",
        "seats": "" if offering.seats is None else offering.seats,
        "last_day": offering.last_day.isoformat() if offering.last_day is not None else "",
        "start_months": ", ".join(str(one) for one in offering.start_months),
        "sizes": ", ".join(str(Status(one).label) for one in offering.sizes),
        "industries": ", ".join(offering.industries),
        "regions": ", ".join(offering.regions),
    }


COPIED = (
    "code",
    "title",
    "title_english",
    "summary",
    "provider",
    "months",
    "cost_krw",
    "subsidy_krw",
    "hours",
    "condition",
    "link",
)

"""One solution as a person types it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.industries import IndustryNames, industry_names
from deungdae.apps.organisations.models import Industry, Region, Solution, SolutionTerm
from deungdae.apps.organisations.regions import RegionNames, region_names
from deungdae.apps.organisations.services.solutions import CertificateLine, Content, ReferenceLine
from deungdae.apps.organisations.terms import terms_of
from deungdae.apps.organisations.texts import required_text, seen_lines
from deungdae.engine.kernel.korean import sentence

MOST_LINES, LONGEST_PART, LONGEST_NUMBER = 50, 200, 60
Facet = SolutionTerm.Facet


def lines_field(label: Any, help_text: Any) -> CellField:
    area = forms.Textarea(attrs={"rows": 3})
    return CellField(label=label, parse=seen_lines, max_length=20_000, widget=area, help_text=help_text)


def choices_field(facet: SolutionTerm.Facet) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=facet.label,
        required=False,
        choices=lambda: terms_of(facet.value),
        widget=forms.CheckboxSelectMultiple,
    )


class SolutionForm(forms.Form):
    title = CellField(label=gettext_lazy("솔루션 이름"), parse=required_text, required=True, max_length=200)
    summary = CellField(
        label=gettext_lazy("하는 일"),
        parse=seen_lines,
        required=True,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    area = choices_field(Facet.AREA)
    technology = choices_field(Facet.TECHNOLOGY)
    industries = lines_field(
        gettext_lazy("맞는 업종"),
        gettext_lazy("한 줄에 하나씩, 한국표준산업분류(11차)의 코드나 이름. 예: C26"),
    )
    regions = lines_field(
        gettext_lazy("서비스 지역"),
        gettext_lazy("한 줄에 하나씩. 예: 경기도 안양시, 서울. 비우면 전국입니다."),
    )
    price_band = forms.ChoiceField(
        label=gettext_lazy("가격대"),
        required=False,
        choices=[("", gettext_lazy("정하지 않음")), *Solution.PriceBand.choices],
    )
    language = choices_field(Facet.LANGUAGE)
    capacity_per_quarter = forms.IntegerField(
        label=gettext_lazy("분기당 구축 가능 건수"), required=False, min_value=0, max_value=10_000
    )
    references = lines_field(
        gettext_lazy("구축 사례"),
        gettext_lazy(
            "한 줄에 하나씩, ‘|’로 나눕니다: 끝난 달 | 고객 | 한 일 | 결과."
            " 예: 2024-05 | 등대정밀 | MES 구축 | 불량 30% 감소."
            " 확인된 줄을 고치거나 지우면 확인이 풀립니다."
        ),
    )
    certificates = lines_field(
        gettext_lazy("인증"),
        gettext_lazy(
            "한 줄에 하나씩, ‘|’로 나눕니다: 이름 | 번호 | 발급 기관 | 유효 기한."
            " 예: GS 1등급 | 21-0001 | TTA | 2027-12-31"
        ),
    )

    def clean_industries(self) -> list[Industry]:
        names = industry_names()
        template = _(
            "‘{line}’(은/는) 분류에 없는 업종입니다. 한국표준산업분류(11차)의 코드나 이름으로 적어 주십시오."
        )
        return list(
            Industry.objects.filter(
                code__in=[found(names, line, template) for line in self.lines("industries")]
            )
        )

    def clean_regions(self) -> list[Region]:
        names = region_names()
        template = _("‘{line}’(은/는) 지역 표에 없습니다. ‘경기도 안양시’처럼 시·도부터 적어 주십시오.")
        return list(
            Region.objects.filter(code__in=[found(names, line, template) for line in self.lines("regions")])
        )

    def clean_references(self) -> list[ReferenceLine]:
        template = _(
            "‘{line}’(을/를) 구축 사례로 읽을 수 없습니다. ‘2024-05 | 고객 | 한 일 | 결과’처럼 적어 주십시오."
        )
        rows = [(line, parts_of(line, template, least=3)) for line in self.lines("references")]
        return [ReferenceLine(past_month(line, parts[0], template), *parts[1:]) for line, parts in rows]

    def clean_certificates(self) -> list[CertificateLine]:
        template = _(
            "‘{line}’(을/를) 인증으로 읽을 수 없습니다."
            " ‘이름 | 번호 | 발급 기관 | 2027-12-31’처럼 적어 주십시오."
        )
        rows = [(line, parts_of(line, template, least=3)) for line in self.lines("certificates")]
        seen: set[tuple[str, str]] = set()
        for line, (_name, number, issuer, _until) in rows:
            if len(number) > LONGEST_NUMBER:
                raise unreadable(line, template)
            if (issuer, number) in seen:
                twice = _("‘{line}’의 번호가 두 번 적혀 있습니다. 한 줄만 남겨 주십시오.")
                raise unreadable(line, twice)
            seen.add((issuer, number))
        return [
            CertificateLine(name, number, issuer, day_of(line, until, template) if until else None)
            for line, (name, number, issuer, until) in rows
        ]

    def lines(self, name: str) -> list[str]:
        """The lines of a field that hold something, each once."""
        texts = (line.strip() for line in self.cleaned_data[name].splitlines())
        kept = list(dict.fromkeys(filter(None, texts)))
        if len(kept) > MOST_LINES:
            raise ValidationError(_("%(most)s줄까지 적을 수 있습니다. 줄여 주십시오.") % {"most": MOST_LINES})
        return kept

    def content(self) -> Content:
        """What the form says, once it is valid."""
        values = dict(self.cleaned_data)
        terms = {facet.value: values.pop(facet.value) for facet in Facet}
        return Content(terms=terms, **values)

    @classmethod
    def content_of(cls, values: dict[str, Any]) -> Content | None:
        """What the form makes of these values; None when it refuses them."""
        form = cls(values)
        return form.content() if form.is_valid() else None


def unreadable(line: str, template: str) -> ValidationError:
    return ValidationError(sentence(template, {"line": line[:80]}))


def found(names: IndustryNames | RegionNames, line: str, template: str) -> str:
    """The code that a line names."""
    code = names.find(line)
    if code is None:
        raise unreadable(line, template)
    return code


def parts_of(line: str, template: str, *, least: int) -> list[str]:
    """Four parts of a line; what is missing at its end is empty."""
    parts = [part.strip() for part in line.split("|")]
    if not least <= len(parts) <= 4 or not all(parts[:least]) or max(map(len, parts)) > LONGEST_PART:
        raise unreadable(line, template)
    return parts + [""] * (4 - len(parts))


def past_month(line: str, text: str, template: str) -> date:
    """The first day of a month that is not ahead."""
    month = day_of(line, f"{text}-01" if text.count("-") == 1 else text, template).replace(day=1)
    if month > clock.today():
        problem = _("‘{line}’(은/는) 아직 오지 않은 달입니다. 끝난 사례만 적어 주십시오.")
        raise unreadable(line, problem)
    return month


def day_of(line: str, text: str, template: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or not 1990 <= day.year <= 2100:
        raise unreadable(line, template)
    return day


def initial_of(solution: Solution) -> dict[str, Any]:
    """The form's values for a solution as it is."""
    terms: dict[str, list[str]] = {facet.value: [] for facet in Facet}
    for term in solution.terms.all():
        terms[term.facet].append(term.code)
    references = (
        " | ".join((f"{one.month:%Y-%m}", one.customer, one.work, one.result))
        for one in solution.references.all()
    )
    certificates = (
        " | ".join((one.name, one.number, one.issuer, one.valid_until.isoformat() if one.valid_until else ""))
        for one in solution.certificates.all()
    )
    return {
        **terms,
        "title": solution.title,
        "summary": solution.summary,
        "price_band": solution.price_band,
        "capacity_per_quarter": solution.capacity_per_quarter,
        "industries": "\n".join(f"{one.code}" for one in solution.industries.all()),
        "regions": "\n".join(one.full_name for one in solution.regions.all()),
        "references": "\n".join(references),
        "certificates": "\n".join(certificates),
    }

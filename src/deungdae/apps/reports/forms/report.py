"""What a new report is about, and the words that people write into it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.core.reporting.sections import Subject
from deungdae.apps.forum.models import Forum
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.reports.models import Report, ReportTemplate
from deungdae.apps.reports.selectors.words import ONE_DAY, period_words, template_name
from deungdae.apps.reports.services.moving import Wanted
from deungdae.apps.reports.services.templates import subject_of
from deungdae.engine.kernel.korean import sentence

FIRST_YEAR = 2000


def long_text(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=hint,
    )


class WordsForm(forms.Form):
    """What people write: a title, what stands before the first part and after the last."""

    title = forms.CharField(label=gettext_lazy("제목"), max_length=120)
    opening = long_text(
        gettext_lazy("머리말"), gettext_lazy("첫 부분 앞에 그대로 싣습니다. 줄을 바꾸면 문단이 나뉩니다.")
    )
    closing = long_text(gettext_lazy("맺음말"), gettext_lazy("마지막 부분 뒤에 그대로 싣습니다."))


class ReportForm(KeyForm, WordsForm):
    """A new report: its time, and the company or forum that its template asks for."""

    since = CellField(label=gettext_lazy("첫날"), parse=cells.day, required=True, max_length=30)
    last_day = CellField(
        label=gettext_lazy("끝날"),
        parse=cells.day,
        required=True,
        max_length=30,
        help_text=gettext_lazy("이날까지 넣습니다."),
    )
    year = CellField(
        label=gettext_lazy("연도"),
        parse=cells.whole_number(FIRST_YEAR, 2200),
        required=True,
        max_length=6,
    )
    company = forms.CharField(
        label=gettext_lazy("기업"),
        max_length=200,
        help_text=gettext_lazy("등록된 이름이나 사업자등록번호를 적어 주십시오."),
    )
    forum = forms.ModelChoiceField(label=gettext_lazy("포럼"), queryset=Forum.objects.none())
    language = forms.ChoiceField(label=gettext_lazy("보고서의 언어"), choices=settings.LANGUAGES)
    field_order = ["company", "forum", "year", "since", "last_day", "title", "opening", "closing", "language"]

    def __init__(self, *arguments: Any, template: ReportTemplate, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.template = template
        self.subject = subject_of(template)
        self.fields["forum"].queryset = (  # type: ignore[attr-defined]  # of a choice of records
            Forum.objects.exclude(opened_at=None).exclude(state=Forum.State.CANCELLED)
        )
        for name in UNASKED[self.subject]:
            del self.fields[name]
        self.fields["title"].required = False
        self.fields["title"].help_text = _("비우면 기간과 양식의 이름으로 짓습니다.")
        last = clock.today().replace(day=1) - ONE_DAY
        usual = {
            "since": last.replace(day=1).isoformat(),
            "last_day": last.isoformat(),
            "year": str(clock.today().year - 1),
            "language": get_language(),
        }
        for name, value in usual.items():
            self.initial.setdefault(name, value)

    def clean_company(self) -> Organisation:
        text = str(self.cleaned_data["company"]).strip()
        number = text.replace("-", "")
        standing = Organisation.objects.standing()
        named = list(
            standing.filter(business_number=number)[:1]
            if number.isdigit()
            else standing.filter(name=text)[:2]
        )
        if not named:
            words = _(
                "‘{text}’(이라/라)는 이름이나 번호의 기업이 없습니다. "
                "기업 화면의 이름을 그대로 적어 주십시오."
            )
            raise ValidationError(sentence(words, {"text": text}))
        if len(named) > 1:
            words = _("‘{text}’(이라/라)는 기업이 여럿입니다. 사업자등록번호로 적어 주십시오.")
            raise ValidationError(sentence(words, {"text": text}))
        return named[0]

    def wanted(self) -> Wanted:
        """After it was found valid."""
        filled = self.cleaned_data
        forum, company = filled.get("forum"), filled.get("company")
        since, until = self.span(forum)
        name = " ".join(
            part
            for part in (
                period_words(since, until) if forum is None else "",
                company.name if company is not None else "",
                forum.title if forum is not None else "",
                template_name(self.template),
            )
            if part
        )
        return Wanted(
            template=self.template,
            title=filled["title"].strip() or name[:120],
            since=since,
            until=until,
            language=filled["language"],
            organisation=company,
            forum=forum,
            opening=filled["opening"].strip(),
            closing=filled["closing"].strip(),
        )

    def span(self, forum: Forum | None) -> tuple[date, date]:
        """A forum's own days, a whole year, or the days typed."""
        filled = self.cleaned_data
        if forum is not None:
            return forum.first_day, forum.last_day + ONE_DAY
        if self.subject is Subject.COMPANY:
            return date(filled["year"], 1, 1), date(filled["year"] + 1, 1, 1)
        last: date = filled["last_day"]
        return filled["since"], last + timedelta(days=1)


UNASKED: dict[Subject, tuple[str, ...]] = {
    Subject.NONE: ("company", "forum", "year"),
    Subject.COMPANY: ("forum", "since", "last_day"),
    Subject.FORUM: ("company", "year", "since", "last_day"),
}
"""The fields that a template does not ask for."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("까닭"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("보고서의 이력에 남습니다."),
    )


def initial_of(report: Report) -> dict[str, str]:
    return {"title": report.title, "opening": report.opening, "closing": report.closing}

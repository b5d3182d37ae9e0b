"""A notice as staff write it, when it appears, where it stands, and its files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.core import reading_direction
from deungdae.apps.core.imports.cells import CellError, separated
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.notices.files.kinds import ACCEPT
from deungdae.apps.notices.models import Category, Notice
from deungdae.apps.notices.models.notices import MOST_TITLE
from deungdae.apps.notices.moments import moment_shown, moment_typed
from deungdae.apps.notices.services.notices import NoticeFacts, tag_names
from deungdae.apps.notices.services.pinning import MOST_PINNED
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text, seen_text
from deungdae.engine.kernel.korean import sentence

MOST_SOURCE, MOST_TAG = 400_000, 30


def tags_typed(text: str) -> tuple[str, ...]:
    names = tuple(seen_text(name.lstrip("#")) for name in separated(text))
    for name in names:
        if len(name) > MOST_TAG:
            template = _("꼬리표 ‘{name}’(이/가) 깁니다.")
            message = sentence(template, {"name": name[:40]})
            raise CellError("long", message, _("30자 안으로 줄여 주십시오."))
    return tuple(name for name in names if name)


def body_typed(text: str) -> str:
    """Kept as it was typed until the service cleans it; what turns the direction around is refused."""
    if reading_direction.TURNING.search(text):
        raise CellError(reading_direction.CODE, reading_direction.problem(), reading_direction.remedy())
    return text


class NoticeForm(KeyForm):
    category = forms.ChoiceField(label=gettext_lazy("분류"), choices=Category)
    title = CellField(label=gettext_lazy("제목"), parse=required_text, required=True, max_length=MOST_TITLE)
    body = CellField(
        label=gettext_lazy("내용"),
        parse=body_typed,
        required=True,
        max_length=MOST_SOURCE,
        widget=forms.Textarea(attrs={"rows": 18, "data-editor": ""}),
        help_text=gettext_lazy(
            "한글이나 Word에서 복사해 붙일 수 있습니다. 글꼴과 크기는 지우고 표와 목록은 둡니다. 빈 줄로"
            " 문단을 나누고, ‘## ’로 소제목을, ‘- ’로 목록을 시작해도 됩니다."
        ),
    )
    department = CellField(label=gettext_lazy("담당 부서"), parse=required_text, required=True, max_length=80)
    person = CellField(
        label=gettext_lazy("담당자"),
        parse=seen_text,
        max_length=80,
        help_text=gettext_lazy("공개됩니다."),
    )
    contact = CellField(
        label=pgettext_lazy("notice", "연락처"),
        parse=seen_text,
        max_length=120,
        help_text=gettext_lazy("공개됩니다. 개인 번호 대신 사무실 번호나 대표 메일을 적습니다."),
    )
    tags = CellField(
        label=gettext_lazy("꼬리표"),
        parse=tags_typed,
        empty=(),
        max_length=400,
        help_text=gettext_lazy("쉼표로 나누어 적습니다. 독자가 골라 보고 구독합니다. 예: 스마트공장, 교육"),
    )
    expires_at = CellField(
        label=gettext_lazy("게시를 끝낼 때"),
        parse=moment_typed,
        empty=None,
        max_length=30,
        help_text=gettext_lazy("비우면 계속 둡니다. 2026-12-31 18:00처럼 적습니다."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def facts(self) -> NoticeFacts:
        names = ("category", "title", "body", "department", "person", "contact", "tags", "expires_at")
        return NoticeFacts(**{name: self.cleaned_data[name] for name in names})


def initial_of(notice: Notice) -> dict[str, Any]:
    names = ("category", "title", "body", "department", "person", "contact")
    return {
        **{name: getattr(notice, name) for name in names},
        "tags": tag_names(notice),
        "expires_at": moment_shown(notice.expires_at),
        "seen": notice.version,
    }


class ReasonForm(forms.Form):
    reason = CellField(label=gettext_lazy("까닭"), parse=required_text, required=True, max_length=200)


class MomentForm(forms.Form):
    at = CellField(
        label=gettext_lazy("게시할 때"),
        parse=moment_typed,
        required=True,
        max_length=30,
        help_text=gettext_lazy("2026-12-01 09:00처럼 적습니다."),
    )


class PinForm(forms.Form):
    place = forms.TypedChoiceField(
        label=gettext_lazy("맨 위에 두기"),
        coerce=int,
        choices=[(0, gettext_lazy("두지 않음")), *((n, str(n)) for n in range(1, MOST_PINNED + 1))],
        help_text=gettext_lazy("1이 가장 위입니다. 뒤에 있던 것은 하나씩 밀립니다."),
    )


class FileForm(KeyForm):
    file = forms.FileField(
        label=gettext_lazy("파일"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy(
            "하나에 50 MB까지. 매크로와 실행 파일, 암호가 걸린 파일은 받지 않습니다. HWPX·HWP·PDF·DOCX의 글은"
            " 내려받지 않고 볼 수 있게 함께 보입니다."
        ),
    )
    description = CellField(
        label=pgettext_lazy("files", "설명"),
        parse=seen_text,
        max_length=300,
        help_text=gettext_lazy("그림이면 꼭 적습니다: 그림이 무엇을 보이는지, 그림 속 글이 무엇인지."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.name:
            raise ValidationError(_("파일 이름이 없습니다. 이름을 붙여 다시 올려 주십시오."))
        return file


class OldFilesForm(KeyForm):
    file = forms.FileField(
        label=gettext_lazy("붙임을 묶은 ZIP"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        help_text=gettext_lazy(
            "50 MB까지. 목록의 ‘붙임’ 열에 적은 이름으로 찾습니다. 더 크면 여러 번으로 나누십시오."
        ),
    )


class DescriptionForm(forms.Form):
    description = CellField(label=pgettext_lazy("files", "설명"), parse=seen_text, max_length=300)

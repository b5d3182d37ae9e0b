"""How a cohort is divided, what participants show of themselves, and notes."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Introduction
from deungdae.apps.academy.services.peer_groups import LARGEST, GroupRules
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import long_text, required_text, seen_text
from deungdae.engine.kernel.korean import sentence

TWO = re.compile(r"\s*(\d{1,6})\D+(\d{1,6})\D*")
MOST_LINES = 200


class PairsField(forms.CharField):
    """Lines of two numbers: two applications, or an application and a group."""

    def __init__(self, **named: Any) -> None:
        super().__init__(required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}), **named)

    def clean(self, value: Any) -> list[tuple[int, int]]:
        found = []
        for number, line in enumerate(filter(str.strip, super().clean(value).splitlines()), start=1):
            match = TWO.fullmatch(line)
            if match is None or number > MOST_LINES:
                template = _(
                    "{number}째 줄 ‘{line}’(을/를) 읽을 수 없습니다. ‘3, 7’처럼 번호 둘을 적어 주십시오."
                )
                raise ValidationError(sentence(template, {"number": number, "line": line.strip()[:60]}))
            found.append((int(match[1]), int(match[2])))
        return found


class GroupingForm(KeyForm):
    groups = forms.IntegerField(label=gettext_lazy("그룹 수"), min_value=1, max_value=100)
    least = forms.IntegerField(
        label=gettext_lazy("한 그룹의 적은 인원"), min_value=1, max_value=LARGEST, initial=5
    )
    most = forms.IntegerField(
        label=gettext_lazy("한 그룹의 많은 인원"), min_value=1, max_value=LARGEST, initial=8
    )
    digits = forms.TypedChoiceField(
        label=gettext_lazy("경쟁사로 보는 업종 자릿수"),
        coerce=int,
        initial=4,
        choices=[
            (3, gettext_lazy("소분류(세 자리)까지 같으면")),
            (4, gettext_lazy("세분류(네 자리)까지 같으면")),
            (5, gettext_lazy("세세분류(다섯 자리)까지 같으면")),
            (0, gettext_lazy("업종으로는 보지 않음")),
        ],
    )
    rivals = PairsField(
        label=gettext_lazy("그 밖의 경쟁 관계"),
        help_text=gettext_lazy("한 줄에 두 분의 접수 번호를 적습니다. 예: 3, 7"),
    )
    apart = PairsField(
        label=gettext_lazy("함께하지 않기를 바라는 분"),
        help_text=gettext_lazy("한 줄에 두 분의 접수 번호를 적습니다. 예: 3, 7"),
    )
    pins = PairsField(
        label=gettext_lazy("미리 정한 그룹"),
        help_text=gettext_lazy("한 줄에 접수 번호와 조를 적습니다. 예: 3, 1조"),
    )

    def __init__(self, *arguments: Any, people: dict[int, str], **named: Any) -> None:
        """`people`: number of an application → its key, of those who have a seat."""
        super().__init__(*arguments, **named)
        self.people = people
        self.initial.setdefault("groups", max(1, round(len(people) / 6)))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in ("rivals", "apart"):
            for pair in values.get(name) or ():
                self.require(name, pair[0])
                self.require(name, pair[1])
                if pair[0] == pair[1]:
                    self.refuse(name, _("접수 번호 {number}(을/를) 두 번 적었습니다."), pair[0])
        seen: set[int] = set()
        for number, group in values.get("pins") or ():
            self.require("pins", number)
            if not 1 <= group <= (values.get("groups") or 0):
                self.refuse("pins", _("{number}조는 없습니다. 그룹 수 안에서 적어 주십시오."), group)
            if number in seen:
                self.refuse("pins", _("접수 번호 {number}(을/를) 두 번 적었습니다."), number)
            seen.add(number)
        return values

    def require(self, name: str, number: int) -> None:
        if number not in self.people:
            words = _(
                "접수 번호 {number}(은/는) 자리가 확정된 사람이 아닙니다. 신청자 목록을 확인해 주십시오."
            )
            self.refuse(name, words, number)

    def refuse(self, name: str, template: str, number: int) -> None:
        self.add_error(name, sentence(template, {"number": number}))

    def rules(self) -> GroupRules:
        values = self.cleaned_data
        sizes = {name: values[name] for name in ("groups", "least", "most", "digits")}
        return GroupRules(
            **sizes,
            rivals=[(self.people[one], self.people[two]) for one, two in values["rivals"]],
            apart=[(self.people[one], self.people[two]) for one, two in values["apart"]],
            pins=[(self.people[number], group) for number, group in values["pins"]],
        )


class IntroductionForm(forms.Form):
    shown = forms.MultipleChoiceField(
        label=gettext_lazy("보일 것"),
        choices=Introduction.Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("고른 것만 보이고, 아무것도 고르지 않으면 바로 보이지 않습니다."),
    )
    words = CellField(label=gettext_lazy("한마디"), parse=seen_text, max_length=200)


class AlumniForm(IntroductionForm):
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        fields = Introduction.FOR_ALUMNI
        self.fields["shown"].choices = [(one.value, one.label) for one in fields]  # type: ignore[attr-defined]


class MessageForm(KeyForm):
    words = CellField(
        label=gettext_lazy("전할 글"),
        parse=long_text(2_000),
        required=True,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("센터가 전해 드립니다. 서로의 주소는 보이지 않습니다."),
    )


class ChairForm(forms.Form):
    email = CellField(
        label=gettext_lazy("좌장의 이메일"),
        parse=required_text,
        required=True,
        max_length=254,
        help_text=gettext_lazy("계정이 있는 분의 주소를 적습니다."),
    )


class NoteForm(forms.Form):
    text = CellField(
        label=gettext_lazy("메모"),
        parse=long_text(5_000),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "나만 봅니다. 센터도, 회사도, 감사자도 볼 수 없습니다. 비우고 저장하면 지웁니다."
        ),
    )

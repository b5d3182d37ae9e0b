"""A talk as its speakers type it, reviewers, a review, and what the centre sets."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.forms.seats import CompanyField
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.forms.booking import known_ids
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.forum.forms.forums import lines_of
from deungdae.apps.forum.models import Forum, Speaker, Talk, TalkReview, Track
from deungdae.apps.forum.services.talks import SpeakerFacts, TalkFacts
from deungdae.apps.forum.spans import days_of_forum
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import long_text, required_text, seen_lines
from deungdae.engine.kernel.korean import sentence

SCORES = [(score, str(score)) for score in range(1, 6)]


class TalkForm(KeyForm):
    title = CellField(label=gettext_lazy("제목"), parse=required_text, required=True, max_length=160)
    track = forms.TypedChoiceField(label=gettext_lazy("분과"), coerce=int)
    abstract = CellField(
        label=gettext_lazy("초록"),
        parse=seen_lines,
        required=True,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("무엇을 했고 듣는 사람이 무엇을 얻는지 적습니다."),
    )
    name = CellField(label=gettext_lazy("발표자 이름"), parse=required_text, required=True, max_length=80)
    affiliation = CellField(label=gettext_lazy("소속"), parse=required_text, required=True, max_length=120)
    email = CellField(
        label=gettext_lazy("이메일"),
        parse=cells.email,
        required=True,
        max_length=254,
        help_text=gettext_lazy("확인 메일과 심사 결과를 이 주소로 보냅니다. 공개하지 않습니다."),
    )
    others = forms.CharField(
        label=gettext_lazy("함께 발표하는 사람"),
        required=False,
        max_length=1_500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("한 줄에 한 사람씩 ‘이름, 소속, 이메일’로 적습니다."),
    )
    expected = forms.IntegerField(label=gettext_lazy("예상 청중"), min_value=1, max_value=5_000, initial=30)
    absent_days = forms.MultipleChoiceField(
        label=gettext_lazy("발표할 수 없는 날"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, forum: Forum, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.tracks = {track.pk: track for track in Track.objects.filter(forum=forum)}
        self.fields["track"].choices = [(key, track.name) for key, track in self.tracks.items()]  # type: ignore[attr-defined]
        days = list(days_of_forum(forum))
        if len(days) == 1:
            del self.fields["absent_days"]
        else:
            self.days = {day.isoformat(): day for day in days}
            self.fields["absent_days"].choices = [(key, day_words(day)) for key, day in self.days.items()]  # type: ignore[attr-defined]

    def clean_others(self) -> list[SpeakerFacts]:
        return [speaker_of(line) for line in lines_of(self.cleaned_data["others"])]

    def facts(self) -> TalkFacts:
        values = self.cleaned_data
        first = SpeakerFacts(values["name"], values["affiliation"], values["email"])
        return TalkFacts(
            title=values["title"],
            abstract=values["abstract"],
            track=self.tracks[values["track"]],
            speakers=[first, *values["others"]],
            expected=values["expected"],
            absent_days=[self.days[key] for key in values.get("absent_days", ())],
        )


def speaker_of(line: str) -> SpeakerFacts:
    parts = [part.strip() for part in line.split(",")]
    try:
        if len(parts) == 3 and all(parts) and len(parts[0]) <= 80 and len(parts[1]) <= 120:
            return SpeakerFacts(parts[0], parts[1], cells.email(parts[2]))
    except CellError:
        pass
    template = _("‘{line}’ 줄을 읽을 수 없습니다. ‘홍길동, 한빛대학교, hong@hanbit.ac.kr’처럼 적어 주십시오.")
    raise ValidationError(sentence(template, {"line": line[:80]}))


def initial_of_talk(talk: Talk) -> dict[str, Any]:
    first, *others = list(talk.speakers.all())
    return {
        "title": talk.title,
        "track": talk.track_id,
        "abstract": talk.abstract,
        "name": first.name,
        "affiliation": first.affiliation,
        "email": first.email,
        "others": "\n".join(f"{one.name}, {one.affiliation}, {one.email}" for one in others),
        "expected": talk.expected,
        "absent_days": talk.absent_days,
    }


class SettingForm(forms.Form):
    title = CellField(label=gettext_lazy("제목"), parse=required_text, required=True, max_length=160)
    track = forms.TypedChoiceField(label=gettext_lazy("분과"), coerce=int)
    expected = forms.IntegerField(label=gettext_lazy("예상 청중"), min_value=1, max_value=5_000)
    is_keynote = forms.BooleanField(
        label=gettext_lazy("기조 강연입니다(같은 시간에 다른 발표를 두지 않습니다)"), required=False
    )
    seats = forms.IntegerField(
        label=gettext_lazy("따로 받는 자리"),
        min_value=1,
        max_value=5_000,
        required=False,
        help_text=gettext_lazy(
            "작은 방이라 자리를 따로 받을 때만 적습니다. 고른 순서대로 이만큼만 받습니다."
        ),
    )

    def __init__(self, *arguments: Any, talk: Talk, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.tracks = {track.pk: track for track in Track.objects.filter(forum=talk.forum)}
        self.fields["track"].choices = [(key, track.name) for key, track in self.tracks.items()]  # type: ignore[attr-defined]


class ReviewersField(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        known_ids(self, [one for one in value or () if one])
        return super().clean([one for one in value or () if one])

    def label_from_instance(self, obj: User) -> str:
        return str(obj)


class ReviewersForm(forms.Form):
    reviewers = ReviewersField(
        label=gettext_lazy("심사할 사람"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("발표자와 같은 곳에 속한 사람은 심사할 수 없어 목록에 없습니다."),
    )

    def __init__(self, *arguments: Any, people: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["reviewers"].queryset = people  # type: ignore[attr-defined]


def score(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=SCORES, coerce=int, widget=forms.RadioSelect)


class ReviewForm(forms.Form):
    relevance = score(gettext_lazy("주제 적합성(1 낮음 ~ 5 높음)"))
    novelty = score(gettext_lazy("새로움(1 낮음 ~ 5 높음)"))
    use = score(gettext_lazy("현장 활용(1 낮음 ~ 5 높음)"))
    to_author = CellField(
        label=gettext_lazy("발표자에게"),
        parse=long_text(2_000),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("결과와 함께 이름 없이 보냅니다."),
    )
    to_committee = CellField(
        label=gettext_lazy("위원회에만"),
        parse=long_text(2_000),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("센터만 봅니다."),
    )

    def scores(self) -> list[int]:
        return [self.cleaned_data[name] for name in TalkReview.CRITERIA]


class LinkCompanyForm(forms.Form):
    company = CompanyField(
        label=gettext_lazy("기업"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("등록된 이름이나 사업자등록번호를 적습니다. 비우면 잇지 않습니다."),
    )


def initial_of_link(record: Speaker) -> dict[str, str]:
    return {"company": record.organisation.name if record.organisation else ""}


class ChairForm(forms.Form):
    name = CellField(
        label=gettext_lazy("좌장 이름"),
        parse=required_text,
        max_length=80,
        help_text=gettext_lazy("비우면 좌장이 없습니다."),
    )
    affiliation = CellField(label=gettext_lazy("소속"), parse=required_text, max_length=120)
    email = CellField(label=gettext_lazy("이메일"), parse=cells.email, max_length=254)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("name") and not values.get("email"):
            self.add_error("email", _("좌장의 이메일을 적어 주십시오. 겹치는 시간을 이 주소로 압니다."))
        return values


class PlaceForm(forms.Form):
    """`place`: a slot and a room as `slot/room`, or nothing; `swap`: another talk."""

    place = forms.ChoiceField(label=gettext_lazy("놓을 곳"), widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, choices: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

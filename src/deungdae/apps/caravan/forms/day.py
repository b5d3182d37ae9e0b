"""The day itself, its tables, and its steps."""

from datetime import time

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.caravan.forms.fields import KoreanDateField, KoreanTimeField, PeriodsField
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core.ids import new_public_id

FAIRNESS = [
    ("", gettext_lazy("제한 없음")),
    ("0", gettext_lazy("0 – 모두 똑같이")),
    ("1", gettext_lazy("1")),
    ("2", gettext_lazy("2 (권장)")),
    ("3", gettext_lazy("3")),
    ("4", gettext_lazy("4")),
]


class DayForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("행사 이름"),
        max_length=200,
        help_text=gettext_lazy(
            "참가자의 일정표와 메일 제목에 그대로 쓰입니다. 예: 제3회 디지털 카라반 매칭데이"
        ),
    )
    date = KoreanDateField(
        label=gettext_lazy("날짜"), help_text=gettext_lazy("예: 2021. 4. 14. 또는 2021-04-14")
    )
    place = forms.CharField(
        label=gettext_lazy("장소"),
        max_length=200,
        help_text=gettext_lazy("건물과 방까지 적습니다. 예: 상장회사회관 3층 대강당"),
    )
    opens_at = KoreanTimeField(
        label=gettext_lazy("시작 시각"), initial=time(9), help_text=gettext_lazy("예: 9:00 또는 오전 9시")
    )
    closes_at = KoreanTimeField(
        label=gettext_lazy("종료 시각"), initial=time(18), help_text=gettext_lazy("예: 18:00 또는 오후 6시")
    )
    slot_minutes = forms.IntegerField(
        label=gettext_lazy("상담 한 번의 길이(분)"),
        min_value=5,
        max_value=240,
        initial=30,
        help_text=gettext_lazy("자리 옮기는 시간을 포함해 5분에서 240분까지입니다."),
    )
    pauses = PeriodsField(
        label=gettext_lazy("쉬는 시간"),
        label_length=60,
        help_text=gettext_lazy("한 줄에 하나씩 적습니다. 예: 12:00~13:00 점심"),
        initial=lambda: [(_("점심"), time(12), time(13))],
    )
    table_count = forms.IntegerField(
        label=gettext_lazy("테이블 수"),
        min_value=1,
        max_value=500,
        initial=20,
        help_text=gettext_lazy("동시에 열 수 있는 상담의 수입니다. 1번부터 차례로 만듭니다."),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("방식"),
        choices=MatchingDay.Mode.choices,
        initial=MatchingDay.Mode.TWO_SIDED,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("자유 교류에서는 참가자 누구나 서로 상담할 수 있습니다."),
    )
    fairness = forms.TypedChoiceField(
        label=gettext_lazy("공평 한도"),
        choices=FAIRNESS,
        coerce=int,
        empty_value=None,
        initial="2",
        required=False,
        help_text=gettext_lazy(
            "가장 많이 기다리는 참가자와 가장 적게 기다리는 참가자의 대기 공백 차이입니다."
        ),
    )
    requests_until = KoreanDateField(
        label=gettext_lazy("신청 답변 기한"),
        required=False,
        help_text=gettext_lazy("이 날까지 답하지 않은 상담 신청은 기한이 지난 것으로 처리합니다."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.initial.setdefault("submission", new_public_id())

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        opens, closes = values.get("opens_at"), values.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error(
                "closes_at",
                _("종료 시각 %(closes)s이 시작 시각 %(opens)s보다 늦어야 합니다.")
                % {"closes": f"{closes:%H:%M}", "opens": f"{opens:%H:%M}"},
            )
        self.check_pauses(values)
        until, day = values.get("requests_until"), values.get("date")
        if until and day and until > day:
            self.add_error("requests_until", _("답변 기한은 행사 날짜보다 늦을 수 없습니다."))
        return values

    def check_pauses(self, values: dict[str, object]) -> None:
        opens, closes = values.get("opens_at"), values.get("closes_at")
        if not (opens and closes):
            return
        for label, start, end in values.get("pauses") or []:  # type: ignore[attr-defined]
            if start < opens or end > closes:  # type: ignore[operator]
                self.add_error(
                    "pauses",
                    _("쉬는 시간이 행사 시간 밖에 있습니다: %(period)s %(label)s. 행사는 %(hours)s입니다.")
                    % {
                        "period": f"{start:%H:%M}~{end:%H:%M}",
                        "label": label,
                        "hours": f"{opens:%H:%M}~{closes:%H:%M}",
                    },
                )


def initial_of_day(*, day: MatchingDay) -> dict[str, object]:
    """The form's values for a day that exists."""
    names = ["title", "date", "place", "opens_at", "closes_at", "slot_minutes", "mode", "requests_until"]
    values: dict[str, object] = {name: getattr(day, name) for name in names}
    values["fairness"] = "" if day.fairness is None else str(day.fairness)
    values["table_count"] = day.tables.count()
    values["pauses"] = [(pause.label, pause.starts_at, pause.ends_at) for pause in day.pauses.all()]
    return values


class TableForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("테이블 번호"),
        min_value=1,
        max_value=9_999,
        help_text=gettext_lazy("새 번호를 적으면 테이블을 더하고, 있는 번호를 적으면 고칩니다."),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("정원(명)"),
        min_value=2,
        max_value=100,
        initial=4,
        help_text=gettext_lazy("2명 이상입니다."),
    )
    remark = forms.CharField(
        label=gettext_lazy("비고"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("예: 창가, 통역석, 휠체어 접근 가능"),
    )

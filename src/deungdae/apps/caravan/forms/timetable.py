"""Computing the timetable and changing it by hand."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.caravan.forms.fields import RevisionField
from deungdae.apps.caravan.forms.request import DayScopedForm, ParticipantChoice, RequestChoice

REASON_LENGTH = 200


class ComputeForm(forms.Form):
    keep_current = forms.TypedChoiceField(
        label=gettext_lazy("무엇을 먼저 지킵니까"),
        choices=[
            ("0", gettext_lazy("대기 공백을 가장 적게 – 고정한 상담만 그대로 두고 모두 다시 배치합니다")),
            ("1", gettext_lazy("지금 자리를 가장 적게 바꾸기 – 바뀐 조건에 맞지 않는 상담만 옮깁니다")),
        ],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    effort = forms.ChoiceField(
        label=gettext_lazy("계산 방법"),
        choices=[
            ("reproducible", gettext_lazy("재현 가능(권장) – 같은 입력이면 언제나 같은 시간표가 나옵니다")),
            ("limited", gettext_lazy("시간 제한 – 정한 시간 안에 찾은 가장 좋은 시간표를 씁니다")),
        ],
        initial="reproducible",
        widget=forms.RadioSelect,
    )
    seconds = forms.IntegerField(
        label=gettext_lazy("시간 제한(초)"),
        min_value=5,
        max_value=600,
        initial=60,
        required=False,
        help_text=gettext_lazy("시간 제한을 골랐을 때만 씁니다. 5초에서 600초까지입니다."),
    )
    seed = forms.IntegerField(
        label=gettext_lazy("난수 시작값"),
        min_value=0,
        max_value=2**31 - 1,
        initial=1,
        help_text=gettext_lazy("결정 기록에 남습니다. 특별한 까닭이 없으면 그대로 둡니다."),
    )

    def __init__(self, *arguments: object, has_timetable: bool, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        if not has_timetable:
            del self.fields["keep_current"]

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if (
            values.get("effort") == "limited"
            and values.get("seconds") is None
            and "seconds" not in self.errors
        ):
            self.add_error("seconds", _("시간 제한을 고르면 몇 초인지 적어 주십시오."))
        return values


class RevisionForm(forms.Form):
    """Every act on the timetable says which timetable the person saw."""

    expected_revision = RevisionField()


class ReasonForm(RevisionForm):
    reason = forms.CharField(
        label=gettext_lazy("바꾸는 이유"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=gettext_lazy("변경 이력에 남습니다. 공개 뒤에는 알림 메일에도 적힙니다."),
    )


class MoveForm(ReasonForm):
    slot_number = forms.IntegerField(label=gettext_lazy("시간대"), min_value=1, max_value=999)
    table_number = forms.IntegerField(label=gettext_lazy("테이블 번호"), min_value=1, max_value=9_999)


class SwapForm(DayScopedForm, ReasonForm):
    other = RequestChoice(label=gettext_lazy("자리를 바꿀 상담"))


class LockForm(RevisionForm):
    locked = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")


class CancelForm(ReasonForm):
    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["reason"].required = True
        self.fields["reason"].label = _("취소하는 이유")


class AddForm(DayScopedForm, MoveForm):
    sender = ParticipantChoice(label=gettext_lazy("신청한 참가자"))
    receiver = ParticipantChoice(label=gettext_lazy("상대 참가자"))
    field_order = ["sender", "receiver", "slot_number", "table_number", "reason"]

"""What staff says has happened."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.caravan.forms.request import DayScopedForm, ParticipantChoice
from deungdae.apps.caravan.models import MatchingDay, Meeting, Participant, Replan, Slot, Table
from deungdae.apps.caravan.slots import hours
from deungdae.apps.core.ids import is_short

Kind = Replan.Kind


class HappeningForm(DayScopedForm):
    """One kind of happening; the page has a form for each."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)

    @property
    def happening(self) -> dict[str, object]:
        """What a `Happening` is made of."""
        return dict(self.cleaned_data)


class AbsentForm(HappeningForm):
    participant = ParticipantChoice(label=gettext_lazy("오지 않는 참가자"))


class LateForm(HappeningForm):
    participant = ParticipantChoice(label=gettext_lazy("늦는 참가자"))
    slot_number = forms.TypedChoiceField(label=gettext_lazy("언제부터 만날 수 있습니까"), coerce=int)

    def __init__(self, *arguments: object, day: MatchingDay, slots: list[Slot], **options: object) -> None:
        super().__init__(*arguments, day=day, **options)
        field = self.fields["slot_number"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.number, hours(one.starts_at, one.ends_at)) for one in slots]


class TableForm(HappeningForm):
    table = forms.IntegerField(label=gettext_lazy("못 쓰는 테이블 번호"), min_value=1, max_value=9_999)

    def __init__(self, *arguments: object, day: MatchingDay, **options: object) -> None:
        super().__init__(*arguments, day=day, **options)
        self.day = day

    def clean_table(self) -> Table:
        number = self.cleaned_data["table"]
        found = Table.objects.filter(day=self.day, number=number).first()
        if found is None:
            raise ValidationError(
                _("%(number)s번 테이블이 없습니다. 번호를 고치십시오.") % {"number": number}
            )
        return found


class OverrunForm(HappeningForm):
    meeting = forms.ChoiceField(label=gettext_lazy("길어지는 상담"), choices=())

    def __init__(
        self, *arguments: object, day: MatchingDay, running: list[Meeting], **options: object
    ) -> None:
        super().__init__(*arguments, day=day, **options)
        self.running = {one.short_id: one for one in running}
        field = self.fields["meeting"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(name, label_of(one)) for name, one in self.running.items()]

    def clean_meeting(self) -> Meeting:
        chosen = self.cleaned_data["meeting"]
        if not is_short(chosen) or chosen not in self.running:
            raise ValidationError(_("지금 하고 있는 상담 가운데에서 골라 주십시오."))
        return self.running[chosen]


class NewMeetingForm(HappeningForm):
    participant = ParticipantChoice(label=gettext_lazy("신청한 참가자"))
    partner = ParticipantChoice(label=gettext_lazy("상대 참가자"))


def label_of(meeting: Meeting) -> str:
    """“5번 테이블 – 가 · 나” of a meeting that is under way."""
    table = meeting.table.number if meeting.table is not None else 0
    return _("%(table)s번 테이블 – %(first)s · %(second)s") % {
        "table": table,
        "first": meeting.first,
        "second": meeting.second,
    }


def name_in_field(participant: Participant) -> str:
    """As the list under the field writes it."""
    return f"{participant.code} {participant.organisation.name}"

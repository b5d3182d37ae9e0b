"""No form and no call takes a mark that turns the reading direction."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import fields

from deungdae.apps.accounts.forms import InvitationForm
from deungdae.apps.core.api.fields import clean_text
from deungdae.apps.organisations.forms.ownership import GroupForm, ShareForm

TURNED = "한빛\u202e밀정"


@pytest.mark.parametrize(
    "field",
    [
        fields.CharField(),
        InvitationForm.base_fields["name"],
        ShareForm.base_fields["owner"],
        ShareForm.base_fields["source"],
        GroupForm.base_fields["name"],
    ],
)
def test_a_text_field_refuses_it_and_says_what_to_do(field: fields.Field) -> None:
    with pytest.raises(ValidationError) as refusal:
        field.clean(TURNED)
    assert refusal.value.messages == [
        "글자의 방향을 뒤집는 보이지 않는 문자가 들어 있습니다. 내용을 지우고 직접 다시 적어 주십시오."
    ]


def test_a_call_refuses_it_too() -> None:
    with pytest.raises(ValueError, match="방향을 뒤집는"):
        clean_text(TURNED)


def test_marks_that_only_say_what_comes_next_are_taken() -> None:
    assert fields.CharField().clean("한빛\u200e정밀") == "한빛\u200e정밀"

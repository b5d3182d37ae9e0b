"""What forms say about values they cannot take: our own words, without particles that fit nothing."""

import re

import pytest
from allauth.account.forms import LoginForm
from django import forms

STIFF = re.compile(r"\w/\w|\(\w\)|인지 확인하세요|선택가능")
FIELDS = {
    "text": (forms.CharField(max_length=3), "가나다라", "3자까지 적을 수 있습니다. 지금은 4자입니다."),
    "short": (forms.CharField(min_length=3), "가", "3자 이상 적어 주십시오. 지금은 1자입니다."),
    "nul": (forms.CharField(), "가\x00", "쓸 수 없는 문자가 들어 있습니다."),
    "missing": (forms.CharField(), "", "필수 항목입니다."),
    "email": (forms.EmailField(), "여기", "이메일 주소로 읽을 수 없습니다."),
    "number": (forms.IntegerField(), "하나", "정수로 적어 주십시오."),
    "most": (forms.IntegerField(max_value=9), "10", "9까지 적을 수 있습니다."),
    "least": (forms.IntegerField(min_value=2), "1", "2부터 적을 수 있습니다."),
    "date": (forms.DateField(), "내일", "날짜로 읽을 수 없습니다."),
    "time": (forms.TimeField(), "저녁", "시각으로 읽을 수 없습니다."),
    "choice": (forms.ChoiceField(choices=[("1", "하나")]), "9", "‘9’: 고를 수 없는 값입니다."),
    "choices": (forms.MultipleChoiceField(choices=[("1", "하나")]), ["9"], "‘9’: 고를 수 없는 값입니다."),
    "none_chosen": (forms.ChoiceField(choices=[("1", "하나")]), "", "하나를 골라 주십시오."),
    "file": (forms.FileField(), None, "파일을 골라 주십시오."),
    "tick": (forms.BooleanField(), False, "계속하려면 표시해 주십시오."),
    "address": (forms.URLField(assume_scheme="https"), "어디", "인터넷 주소로 읽을 수 없습니다."),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_says_what_is_wrong_and_what_to_do(name: str) -> None:
    field, value, words = FIELDS[name]
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(value)
    said = " ".join(caught.value.messages)
    assert words in said
    assert not STIFF.search(said)


def test_the_forms_of_others_speak_our_words_too() -> None:
    form = LoginForm({"login": "여기", "password": ""})
    assert not form.is_valid()
    assert "이메일 주소로 읽을 수 없습니다." in str(form.errors)
    assert "필수 항목입니다." in str(form.errors)

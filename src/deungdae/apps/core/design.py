"""The living page of the look: every component with Korean sample content, also very long."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LONG_NAME = "주식회사 한국정밀스마트제조시스템통합솔루션테크놀로지 부산·울산·경남권역 제2사업장"
LONG_WORD = "Long-Term-Evolution-Manufacturing-Execution-System-Integration-Platform-v2021.4.14-최종본.xlsx"


class SampleForm(forms.Form):
    """One field of each kind; bound to wrong values so that the errors show."""

    name = forms.CharField(label="기업 이름", help_text="사업자등록증에 적힌 그대로 적습니다.")
    business_number = forms.RegexField(
        r"^\d{3}-\d{2}-\d{5}$",
        label="사업자등록번호",
        help_text="예: 123-45-67890",
        error_messages={"invalid": "‘12-345’는 사업자등록번호가 아닙니다. 숫자 10자리를 적어 주십시오."},
    )
    revenue = forms.CharField(label="매출액", required=False, help_text="‘1,700억’처럼 적어도 됩니다.")
    industry = forms.ChoiceField(
        label="업종",
        choices=[
            ("", "고르십시오"),
            ("C29", "C29 기타 기계 및 장비 제조업"),
            ("C30", "C30 자동차 및 트레일러 제조업 — 자동차 엔진용 신품 부품, 차체용 신품 부품 제조업 포함"),
        ],
    )
    start = forms.DateField(
        label="상담 희망일", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    side = forms.ChoiceField(
        label="참가하는 쪽",
        choices=[("demand", "수요 기업 (도입하려는 쪽)"), ("supply", "공급 기업 (제안하는 쪽)")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="관심 분야",
        required=False,
        choices=[
            ("mes", "생산관리(MES)"),
            ("erp", "전사자원관리(ERP)"),
            ("ai", "AI 품질 검사"),
            ("amr", "물류 로봇"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="상담을 바라는 까닭", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    profile = forms.FileField(label="회사 소개 자료", required=False, help_text="PDF, 30 MB까지.")
    agree = forms.BooleanField(label="상담일 운영을 위한 개인정보 이용에 동의합니다")

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("같은 시간에 두 상담을 원하셨습니다. 하나를 지워 주십시오.")


def rows() -> list[dict[str, Any]]:
    made_up = [
        ("한빛정공", "수요", "부산 강서구", 1284, "확정", "success", "2021. 4. 14.(수) 14:00"),
        (LONG_NAME, "공급", "경상남도 창원시 성산구", 17, "보완 요청", "warning", "2021. 4. 15.(목) 09:30"),
        ("누리테크", "공급", "대전 유성구", 340, "검토 중", "info", "2021. 4. 15.(목) 10:00"),
        ("가람산업", "수요", "", 96, "작성 중", "neutral", ""),
        ("서해금속", "수요", "충남 아산시", 2764, "취소", "danger", "2021. 4. 16.(금) 11:20"),
    ]
    keys = ("name", "side", "region", "people", "state", "tone", "at")
    return [dict(zip(keys, row, strict=True)) for row in made_up]


def timetable() -> list[dict[str, Any]]:
    """Slots × tables with every kind of cell."""

    def cell(demand: str, supply: str, kind: str = "tt-demand", note: str = "") -> dict[str, str]:
        return {"demand": demand, "supply": supply, "kind": kind, "note": note}

    empty = {"kind": ""}
    morning = [
        cell("한빛정공", "누리테크"),
        cell("가람산업", "바른소프트"),
        empty,
        cell("서해금속", "이음로보틱스"),
    ]
    locked = [
        cell("한빛정공", "바른소프트", "tt-demand tt-locked", "고정"),
        cell(LONG_NAME, "누리테크", "tt-supply"),
        cell("서해금속", "누리테크", "tt-clash", "겹침: 누리테크가 2번 상담석에도 있습니다"),
        empty,
    ]
    moved = [
        empty,
        cell("가람산업", "이음로보틱스", "tt-demand tt-moved", "옮김: 09:00에서"),
        empty,
        cell("푸른바다", "바른소프트", "tt-supply"),
    ]
    return [
        {"time": "09:00", "until": "~ 09:30", "cells": morning * 2},
        {"time": "09:30", "until": "~ 10:00", "cells": locked * 2},
        {"time": "12:00", "until": "~ 13:00", "pause": "점심"},
        {"time": "13:00", "until": "~ 13:30", "cells": moved * 2},
        *({"time": f"{hour}:00", "until": f"~ {hour}:30", "cells": morning * 2} for hour in range(14, 18)),
    ]


CRUMBS = [
    {"label": "카라반", "url": "#"},
    {"label": "2021년 봄 스마트제조 상담일 (부산·울산·경남)", "url": "#"},
]


def sample_context() -> dict[str, Any]:
    done, current, upcoming = "done", "current", "upcoming"
    return {
        "long_name": LONG_NAME,
        "long_word": LONG_WORD,
        "crumbs": CRUMBS,
        "form": SampleForm({"business_number": "12-345", "topics": ["mes"], "side": "demand"}),
        "rows": rows(),
        "timetable": timetable(),
        "tables": range(1, 9),
        "tabs": [
            {"label": "개요", "url": "#", "current": True},
            {"label": "참가자", "url": "#", "count": 340},
            {"label": "상담 요청", "url": "#", "count": 540},
            {"label": "시간표", "url": "#"},
            {"label": "발송", "url": "#", "count": 0},
            {"label": "기록", "url": "#"},
        ],
        "steps": [
            {"label": "준비", "state": done, "who": "김서연", "when": "2021. 4. 1."},
            {"label": "요청 접수", "state": done, "who": "김서연", "when": "2021. 4. 5. 09:00"},
            {"label": "요청 마감", "state": current, "who": "남궁은하수빛나리", "when": "2021. 4. 9. 18:00"},
            {"label": "시간표", "state": upcoming},
            {"label": "공개", "state": upcoming},
            {"label": "종료", "state": upcoming},
        ],
        "facts": [
            {"term": "날짜", "value": "2021. 4. 14.(수) ~ 4. 16.(금)"},
            {"term": "곳", "value": "부산 벡스코 제2전시장 3층 312–318호 (해운대구 APEC로 55)"},
            {
                "term": "누리집",
                "value": "https://example.kr/a/very/long/address/that/never/ends/2021/04",
                "url": "#",
            },
            {"term": "상담석", "value": "40석 (휠체어 출입 4석)"},
            {"term": "담당", "value": None},
        ],
        "events": [
            {
                "when": "2021. 4. 14.(수) 14:30",
                "who": "김서연",
                "text": "누리테크와 상담을 마쳤습니다.",
                "url": "#",
            },
            {"when": "2021. 4. 9.(금) 18:00", "who": "", "text": f"{LONG_NAME}의 상담 요청을 받았습니다."},
            {"when": "2021. 4. 1.(목) 09:12", "who": "박도윤", "text": "상담일을 만들었습니다."},
        ],
    }


def design_page(request: HttpRequest) -> HttpResponse:
    """For the centre's staff; in the demo for everybody."""
    return samples(request) if settings.DESIGN_IS_PUBLIC else samples_for_staff(request)


def samples(request: HttpRequest) -> HttpResponse:
    messages.success(request, "시간표를 공개했습니다. 참가자 340명에게 이메일을 보냅니다.")
    messages.error(request, "‘한빛정공’은 14:00에 이미 상담이 있어 옮기지 않았습니다.")
    return render(request, "core/design.html", sample_context())


samples_for_staff = login_required(permission_required("core.see_design", raise_exception=True)(samples))

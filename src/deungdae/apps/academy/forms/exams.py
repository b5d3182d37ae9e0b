"""A test and a work as their writers type them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.academy.bridge.exams import text_of
from deungdae.apps.academy.bridge.grades import rubric_text
from deungdae.apps.academy.forms.moments import MomentField, typed_moment
from deungdae.apps.academy.models import Assignment, Exam
from deungdae.apps.academy.models.exams import MOST_ATTEMPTS, MOST_MINUTES
from deungdae.apps.academy.services import assignments, exams
from deungdae.apps.academy.services.assignments import AssignmentFacts
from deungdae.apps.academy.services.exams import ExamFacts, newest_paper
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import long_text, required_text, seen_lines

LONG = 60_000


class ForAllForm(KeyForm):
    """Something of a course, or of one cohort; only who keeps the courses writes for all of them."""

    is_for_all = forms.BooleanField(
        label=gettext_lazy("이 과정의 모든 기수에 쓰기"), required=False, initial=True
    )

    def __init__(self, *arguments: Any, may_be_for_all: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not may_be_for_all:
            del self.fields["is_for_all"]

    @property
    def for_all(self) -> bool:
        return bool(self.cleaned_data.get("is_for_all"))


class ExamForm(ForAllForm):
    title = CellField(label=gettext_lazy("시험 이름"), parse=required_text, required=True, max_length=100)
    words = CellField(
        label=gettext_lazy("안내"),
        parse=long_text(1_000),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    questions = CellField(
        label=pgettext_lazy("exam", "문제"),
        parse=seen_lines,
        required=True,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "문제 사이에 빈 줄을 둡니다. 맞는 답은 +, 틀린 답은 -, 수를 적는 답은 =, 풀이는 !로 시작합니다."
            " 배점은 문제 끝에 (3점)처럼 적습니다."
        ),
    )
    pass_mark = forms.IntegerField(label=gettext_lazy("합격 점수"), min_value=1, max_value=10_000)
    most_attempts = forms.IntegerField(
        label=gettext_lazy("응시 횟수"), min_value=1, max_value=MOST_ATTEMPTS, initial=1
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("제한 시간(분)"),
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        help_text=gettext_lazy("비우면 제한이 없습니다."),
    )
    opens_at = MomentField(label=gettext_lazy("여는 때"))
    closes_at = MomentField(label=gettext_lazy("닫는 때"))
    counts = forms.BooleanField(
        label=gettext_lazy("합격해야 수료할 수 있습니다"), required=False, initial=True
    )
    shows_answers = forms.BooleanField(
        label=gettext_lazy("낸 뒤에 문제마다 정답과 풀이를 보입니다"), required=False, initial=True
    )

    def facts(self) -> ExamFacts:
        values = {name: self.cleaned_data[name] for name in (*exams.PLAIN, "questions", "pass_mark")}
        return ExamFacts(**values)


def initial_of_exam(exam: Exam) -> dict[str, Any]:
    paper = newest_paper(exam)
    values: dict[str, Any] = {name: getattr(exam, name) for name in exams.PLAIN}
    values |= {name: typed_moment(values[name]) for name in ("opens_at", "closes_at")}
    return {**values, "questions": text_of(paper), "pass_mark": paper.pass_mark}


EXAMPLE = gettext_lazy(
    "데이터 품질의 기준을 모두 고르십시오. (2점)\n+ 정확성\n- 색상\n+ 완전성\n"
    "! 색상은 품질과 관계없습니다.\n\n불량 5개, 검사 200개일 때 불량률은 몇 %입니까? (3점)\n= 2.5 ± 0.1 %"
)
RUBRIC_EXAMPLE = gettext_lazy(
    "문제 정의\n0 적지 않음\n20 현상을 적음\n40 원인까지 밝힘\n\n실행\n0 계획뿐임\n60 현장에 적용함"
)


class AssignmentForm(ForAllForm):
    title = CellField(label=gettext_lazy("과제 이름"), parse=required_text, required=True, max_length=100)
    words = CellField(
        label=gettext_lazy("안내"),
        parse=long_text(4_000),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("무엇을 해서 어떻게 낼지 적습니다."),
    )
    rubric = CellField(
        label=gettext_lazy("채점 기준"),
        parse=seen_lines,
        required=True,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "기준 이름을 적고 그 아래 한 줄에 하나씩 ‘점수 설명’으로 수준을 적습니다."
            " 기준 사이에 빈 줄을 둡니다."
        ),
    )
    pass_mark = forms.IntegerField(label=gettext_lazy("수료 점수"), min_value=0, max_value=10_000)
    due_at = MomentField(label=gettext_lazy("기한"))
    counts = forms.BooleanField(
        label=gettext_lazy("수료 점수를 받아야 수료할 수 있습니다"), required=False, initial=True
    )
    is_final = forms.BooleanField(
        label=gettext_lazy("사내 적용 과제: 보낸 기업의 담당자가 확인합니다"), required=False
    )
    graders = forms.TypedChoiceField(
        label=gettext_lazy("채점하는 사람"),
        choices=[(1, gettext_lazy("한 사람")), (2, gettext_lazy("두 사람"))],
        coerce=int,
        initial=1,
    )
    most_apart = forms.IntegerField(
        label=gettext_lazy("점수 차이 한도"),
        min_value=0,
        max_value=1_000,
        initial=10,
        help_text=gettext_lazy("두 사람의 점수가 이보다 더 다르면 세 번째 사람이 정합니다."),
    )
    releases_at_once = forms.BooleanField(
        label=gettext_lazy("채점이 끝나면 바로 알립니다"), required=False, initial=True
    )

    def facts(self) -> AssignmentFacts:
        names = (*assignments.PLAIN, *assignments.OF_GRADING, "rubric")
        return AssignmentFacts(**{name: self.cleaned_data[name] for name in names})


def initial_of_assignment(assignment: Assignment) -> dict[str, Any]:
    names = (*assignments.PLAIN, *assignments.OF_GRADING)
    values: dict[str, Any] = {name: getattr(assignment, name) for name in names}
    return {**values, "due_at": typed_moment(assignment.due_at), "rubric": rubric_text(assignment)}


class ExtendForm(forms.Form):
    until = MomentField(label=gettext_lazy("새 기한"), required=True)
    reason = CellField(
        label=gettext_lazy("까닭"),
        parse=required_text,
        required=True,
        max_length=200,
        help_text=gettext_lazy("센터와 강사만 봅니다."),
    )


class GradeForm(forms.Form):
    """A level for each criterion, and words for the person."""

    def __init__(self, *arguments: Any, assignment: Assignment, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.count = len(assignment.rubric)
        for number, criterion in enumerate(assignment.rubric):
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=criterion["name"],
                choices=[
                    (index, f"{points} · {text}") for index, (points, text) in enumerate(criterion["levels"])
                ],
                coerce=int,
                widget=forms.RadioSelect,
            )
        self.fields["note"] = CellField(
            label=gettext_lazy("의견"),
            parse=long_text(2_000),
            max_length=2_000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=gettext_lazy("낸 사람에게 점수와 함께 보입니다."),
        )

    def levels(self) -> list[int]:
        return [self.cleaned_data[f"level_{number}"] for number in range(self.count)]


class WorkForm(forms.Form):
    """What somebody hands in; `number`: the how-manieth time this is."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000)
    text = CellField(
        label=gettext_lazy("내용"),
        parse=long_text(10_000),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file_1 = forms.FileField(
        label=gettext_lazy("파일 1"),
        required=False,
        help_text=gettext_lazy("PDF, 그림, 한글, 오피스, ZIP 파일. 하나에 20 MB까지"),
    )
    file_2 = forms.FileField(label=gettext_lazy("파일 2"), required=False)
    file_3 = forms.FileField(label=gettext_lazy("파일 3"), required=False)

    def files_sent(self) -> list[Any]:
        found = [self.cleaned_data.get(f"file_{number}") for number in (1, 2, 3)]
        return [one for one in found if one]

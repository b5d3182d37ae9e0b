"""A list of completions of before this register: who completed what and when, and where that stands.

An address is a person. Without one the company and the name stand for somebody new; who may be the same
person is suggested on the page of twins, and never joined here.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.importers.past_sheet import SHEET
from deungdae.apps.academy.importers.people import is_other_name, known_by_address, other_name
from deungdae.apps.academy.models import Course, Enrolment, PastCompletion, Trainee
from deungdae.apps.academy.rules import DECIDE
from deungdae.apps.academy.selectors.companies import company_once
from deungdae.apps.academy.services.past import PastLine, PersonKey, record_past, withdraw_past
from deungdae.apps.academy.services.trainees import PersonFacts, squeezed
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.imports.frame import (
    Counts,
    ImportData,
    Importer,
    Option,
    Outcome,
    Person,
    Row,
    Tell,
    Verdict,
    is_ticked,
)
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.models import Organisation

ONE_PERSON = "one_person"
EARLIEST = date(2000, 1, 1)
Done = tuple[str, date]
"""Title and day."""


@dataclass(slots=True)
class Known:
    """Read once per check."""

    trainees: dict[str, Trainee]
    courses: dict[str, Course]
    is_one_person: bool
    done: dict[int, set[Done]] = field(default_factory=lambda: defaultdict(set))
    """What each known person has completed already, by the key of who stands for them."""
    namesakes: dict[tuple[int, str], list[Trainee]] = field(default_factory=dict)
    shells: dict[tuple[int, str], Trainee] = field(default_factory=dict)
    """Of whom nothing is known but the name: left by a list that was taken back."""
    companies: dict[str, Organisation | ValidationError] = field(default_factory=dict)
    addresses: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Of each address in the list the first row and its name."""
    people: dict[PersonKey, int] = field(default_factory=dict)
    """The row in which somebody stands first."""
    lines: dict[tuple[PersonKey, Done], int] = field(default_factory=dict)


class PastImporter(Importer):
    name = "academy.past_completions"
    title = gettext_lazy("지난 수료 명단")
    template_name = gettext_lazy("지난-수료-명단-양식")
    permission = DECIDE
    help = gettext_lazy(
        "이 시스템을 쓰기 전의 수료를 옮겨 옵니다. 한 행에 한 사람의 수료 한 건을 적습니다. "
        "기업 카드와 전문인력 수에 ‘옮겨 온 기록’으로 들어가고, 수료증은 발급하지 않습니다."
    )
    sheets = (SHEET,)
    options = (
        Option(
            ONE_PERSON,
            gettext_lazy("이메일이 없어도 기업과 이름이 같은 행은 한 사람입니다"),
            help=gettext_lazy("한 사람이 여러 과정을 마친 명단일 때 표시합니다."),
            mends=("same_name",),
            remedy=gettext_lazy("한 사람으로 보고 다시 검사"),
        ),
    )

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        verdict, counts = Verdict(), Counts()
        tell(20, _("등록된 사람과 수료 기록을 견주는 중입니다."))
        rows = data.rows(SHEET.name)
        known = known_of(rows, is_one_person=is_ticked(data.options, ONE_PERSON))
        lines = []
        for row in rows:
            faults = len(verdict.issues)
            line = judge(row, known, verdict)
            if line is not None and is_new(line, row, known, verdict):
                lines.append(line)
            elif len(verdict.issues) == faults:
                counts.unchanged += 1
        counts.created = len(lines)
        verdict.counts[SHEET.name] = counts
        data.plan = lines
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        made = record_past(cast("list[PastLine]", data.plan), actor=cast("User | None", actor))
        counts = Counts(created=len(made), unchanged=len(data.rows(SHEET.name)) - len(made))
        return Outcome({SHEET.name: counts}, {"made": [one.pk for one in made]})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        keys = cast("list[int]", run.undo_log["made"])
        withdraw_past(completions=keys, reason=_("가져오기를 되돌림"), actor=cast("User | None", actor))

    def result_url(self, run: ImportRun) -> str:
        return reverse("academy:past")


def known_of(rows: list[Row], *, is_one_person: bool) -> Known:
    courses = {squeezed(one.title): one for one in Course.objects.all()}
    known = Known(known_by_address(rows), courses, is_one_person=is_one_person)
    for one in named_like(rows):
        known.namesakes.setdefault((one.organisation_id or 0, squeezed(one.name)), []).append(one)
    people = {one.standing.pk for one in known.trainees.values()}
    people |= {one.pk for same in known.namesakes.values() for one in same}
    for keys in batches(sorted(people)):
        past = PastCompletion.objects.standing().filter(trainee__in=keys)
        for trainee, title, day in past.values_list("trainee", "course_title", "completed_on"):
            known.done[trainee].add((squeezed(title), day))
        own = Enrolment.objects.filter(trainee__in=keys).exclude(completed_on=None)
        for trainee, title, on in own.values_list("trainee", "cohort__course__title", "completed_on"):
            if on is not None:
                known.done[trainee].add((squeezed(title), on))
    known.shells = shells_of(known)
    return known


def shells_of(known: Known) -> dict[tuple[int, str], Trainee]:
    keys = [one.pk for same in known.namesakes.values() for one in same if not known.done[one.pk]]
    bare = Trainee.objects.filter(email="", phone="", account=None, enrolments=None)
    found = {one for batch in batches(keys) for one in bare.filter(pk__in=batch).values_list("pk", flat=True)}
    return {key: same[0] for key, same in known.namesakes.items() if len(same) == 1 and same[0].pk in found}


def named_like(rows: list[Row]) -> list[Trainee]:
    """Those of the register with a name that stands in the list without an address."""
    names = sorted({str(row["name"]) for row in rows if not row["email"]})
    standing = Trainee.objects.filter(merged_into=None).exclude(organisation=None)
    return [one for batch in batches(names) for one in standing.filter(name__in=batch)]


def judge(row: Row, known: Known, verdict: Verdict) -> PastLine | None:
    """What the row says; None: something is wrong with it."""
    before = len(verdict.issues)
    company = company_of_row(row, known, verdict)
    require_day(row, verdict)
    email, name = str(row["email"] or "").lower(), str(row["name"])
    of_company = (company.pk if company is not None else 0, squeezed(name))
    trainee = known.trainees.get(email) if email else known.shells.get(of_company)
    if trainee is not None and is_other_name(trainee, row):
        verdict.issues.append(other_name(row))
    elif email:
        first, named = known.addresses.setdefault(email, (row.number, name))
        if squeezed(named) != squeezed(name):
            message = _("%(row)s행은 다른 이름의 같은 주소입니다.") % {"row": first}
            verdict.issues.append(other_name(row, message))
    if len(verdict.issues) > before:
        return None
    key: PersonKey = (email, 0, "") if email else ("", *of_company)
    course = known.courses.get(squeezed(str(row["title"])))
    return PastLine(
        key=key,
        person=PersonFacts(name, email),
        trainee=None if trainee is None else trainee.standing,
        organisation=company,
        course=course,
        course_title=str(row["title"]) if course is None else course.title,
        cohort_label=str(row["cohort"] or ""),
        role=str(row["role"] or (course.role if course is not None else "")),
        hours=cast("int | None", row["hours"]),
        completed_on=cast(date, row["completed_on"]),
        paper_number=str(row["paper"] or ""),
        source=str(row["source"]),
    )


def company_of_row(row: Row, known: Known, verdict: Verdict) -> Organisation | None:
    if not row["company"]:
        if not row["email"]:
            message = _("이메일도 기업도 없어 누구인지 알 수 없습니다.")
            remedy = _("둘 가운데 하나를 적어 주십시오.")
            verdict.issues.append(row.issue("email", code="nobody", message=message, remedy=remedy))
        return None
    found = company_once(str(row["company"]), known.companies)
    if isinstance(found, ValidationError):
        remedy = _("등록되지 않은 기업이면 먼저 등록한 뒤 다시 올려 주십시오.")
        message = " ".join(found.messages)
        verdict.issues.append(row.issue("company", code="company", message=message, remedy=remedy))
        return None
    return found


def require_day(row: Row, verdict: Verdict) -> None:
    day = cast(date, row["completed_on"])
    if not EARLIEST <= day <= clock.today():
        message = _("2000년부터 오늘까지의 날이 아닙니다.")
        remedy = _("수료한 날을 확인해 고쳐 주십시오.")
        verdict.issues.append(row.issue("completed_on", code="day", message=message, remedy=remedy))


def is_new(line: PastLine, row: Row, known: Known, verdict: Verdict) -> bool:
    """Whether the line is to be added; names what stands twice, and who may be the same person."""
    done = (squeezed(line.course_title), line.completed_on)
    first = known.lines.setdefault((line.key, done), row.number)
    if first != row.number:
        message = _("%(row)s행과 같은 수료입니다.") % {"row": first}
        remedy = _("한 행만 남겨 주십시오.")
        verdict.issues.append(row.issue("title", code="twice", message=message, remedy=remedy))
        return False
    if line.person.email:
        return line.trainee is None or done not in known.done[line.trainee.pk]
    same = known.namesakes.get(line.key[1:], [])
    if any(done in known.done[one.pk] for one in same):
        return False
    name_twins(row, line, known, verdict, is_known=bool(same) and line.trainee is None)
    return True


def name_twins(row: Row, line: PastLine, known: Known, verdict: Verdict, *, is_known: bool) -> None:
    """Somebody without an address: another row of the same name, or somebody of the register."""
    first = known.people.setdefault(line.key, row.number)
    if first != row.number:
        message = _("%(row)s행에 같은 기업의 같은 이름이 있습니다.") % {"row": first}
        remedy = _("한 사람이면 아래에서 고르고, 다른 사람이면 이메일을 적어 주십시오.")
        is_warning = known.is_one_person
        verdict.issues.append(
            row.issue("name", code="same_name", message=message, remedy=remedy, is_warning=is_warning)
        )
    elif is_known:
        message = _("같은 기업에 같은 이름의 수강생이 이미 있습니다. 새 사람으로 등록합니다.")
        remedy = _("같은 사람이면 반영한 뒤 ‘같은 사람 찾기’에서 합쳐 주십시오.")
        verdict.issues.append(
            row.issue("name", code="may_be_known", message=message, remedy=remedy, is_warning=True)
        )

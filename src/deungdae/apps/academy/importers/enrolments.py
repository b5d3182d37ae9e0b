"""A list of people who want seats of one cohort: sent in by their company, or by the centre."""

from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.academy.importers.people import is_other_name, known_by_address, other_name
from deungdae.apps.academy.models import Cohort, Enrolment, Trainee
from deungdae.apps.academy.rules import DECIDE, ENROL
from deungdae.apps.academy.selectors.companies import company_of, company_once
from deungdae.apps.academy.services.enrolments import require_open
from deungdae.apps.academy.services.lists import Wanted, enrol_list, take_back_list
from deungdae.apps.academy.services.trainees import PersonFacts, squeezed
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short, is_short
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import (
    Column,
    Counts,
    ImportData,
    Importer,
    Issue,
    Option,
    Outcome,
    Person,
    Row,
    Sheet,
    Subject,
    Tell,
    Verdict,
    is_ticked,
)
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.texts import short_text
from deungdae.engine.kernel.korean import sentence

NAMESAKES = "namesakes"
NameKey = tuple[int | None, str]
"""Company and squeezed name."""

SHEET = Sheet(
    "people",
    (pgettext_lazy("several", "수강 신청"), "명단", "수강생", "신청자", "people", "enrol"),
    (
        Column(
            "name",
            (gettext_lazy("이름"), "성명", "name"),
            parse=short_text(80, required=True),
            required=True,
            example="김하늘",
        ),
        Column(
            "email",
            (gettext_lazy("이메일"), "메일", "email", "e-mail"),
            parse=cells.email,
            required=True,
            example="haneul.kim@company.co.kr",
            help=gettext_lazy("사람을 알아보는 칸입니다. 결과와 빈자리 소식도 이 주소로 보냅니다."),
        ),
        Column(
            "phone",
            (gettext_lazy("휴대전화"), "전화", "연락처", "phone"),
            parse=cells.phone,
            example="010-1234-5678",
        ),
        Column(
            "job_title",
            (gettext_lazy("직위"), "직급", "직책", "job title"),
            parse=short_text(60),
            example="과장",
        ),
        Column(
            "company",
            (gettext_lazy("기업"), "기업명", "회사", "소속", "사업자등록번호", "company"),
            parse=short_text(120),
            example="",
            help=gettext_lazy("센터가 올리는 명단에서만 읽습니다. 이름이나 사업자등록번호를 적습니다."),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a list belongs to. `company` None: the centre's list, which names the company of each row."""

    cohort: Cohort
    company: Organisation | None


@dataclass(slots=True)
class Known:
    """Read once per check: people by address, who has applied, and names that have."""

    trainees: dict[str, Trainee]
    applied: set[int]
    names: dict[NameKey, int]
    namesakes_meant: bool
    companies: dict[str, Organisation | ValidationError] = field(default_factory=dict)


class EnrolmentImporter(Importer):
    name = "academy.enrolments"
    title = gettext_lazy("수강 신청 명단")
    template_name = gettext_lazy("수강-신청-명단-양식")
    permission = ENROL
    help = gettext_lazy(
        "한 행에 한 사람을 적습니다. 위에 있는 사람부터 접수 번호를 받고, 자리가 모자라면 아래 사람이"
        " 대기합니다. "
        "이미 신청한 사람은 그대로 둡니다."
    )
    sheets = (SHEET,)
    options = (
        Option(
            NAMESAKES,
            gettext_lazy("이름이 같은 사람은 서로 다른 사람입니다"),
            help=gettext_lazy("같은 기업에 동명이인이 있을 때만 표시합니다."),
            mends=("same_name",),
            remedy=gettext_lazy("동명이인으로 보고 다시 검사"),
        ),
    )

    def subject_title(self, *, subject: str, user: Person) -> str | None:
        found = self.subjects(subjects={subject}, user=user).get(subject)
        return None if found is None else found.title

    def subjects(self, *, subjects: set[str], user: Person) -> dict[str, Subject]:
        """All at once: one question for the cohorts, one for the companies, whatever their number."""
        person = cast(User, user)
        named = targets_of(subjects, Cohort.objects.visible_to(person))
        if not person.has_perm(DECIDE):
            mine = company_of(person)
            named = {key: one for key, one in named.items() if one.company and one.company == mine}
        return {key: Subject(str(one.cohort), page_of(key)) for key, one in named.items()}

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        verdict, counts = Verdict(), Counts()
        target, rows = required(data.subject), data.rows(SHEET.name)
        verdict.issues += issues_of_cohort(target.cohort, rows)
        tell(20, _("신청한 사람과 견주는 중입니다."))
        known = known_of(target.cohort, data)
        wanted: list[Wanted] = []
        seen: dict[str, int] = {}
        for row in rows:
            email = str(row["email"]).lower()
            if email in seen:
                message = _("%(row)s행과 같은 주소입니다.") % {"row": seen[email]}
                remedy = _("한 행만 남기거나 주소를 고쳐 주십시오.")
                verdict.issues.append(row.issue("email", code="twice", message=message, remedy=remedy))
                continue
            seen[email] = row.number
            faults = len(verdict.issues)
            one = judge(row, target, known, verdict)
            if one is not None:
                wanted.append(one)
                counts.created += 1
            elif len(verdict.issues) == faults:
                counts.unchanged += 1
        verdict.counts[SHEET.name] = counts
        data.plan = wanted
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        target, people = required(data.subject), cast("list[Wanted]", data.plan)
        made = enrol_list(cohort=target.cohort, people=people, actor=cast("User | None", actor))
        counts = Counts(created=len(made), unchanged=len(data.rows(SHEET.name)) - len(made))
        log: dict[str, object] = {"cohort": target.cohort.pk, "created": [one.pk for one in made]}
        return Outcome({SHEET.name: counts}, log)

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        cohort = Cohort.objects.get(pk=run.undo_log["cohort"])
        take_back_list(cohort=cohort, keys=run.undo_log["created"], actor=cast("User | None", actor))

    def result_url(self, run: ImportRun) -> str:
        return page_of(run.subject)


def subject_of(cohort: Cohort, company: Organisation | None) -> str:
    """What a list belongs to, as the address of its import says it."""
    return cohort.short_id if company is None else f"{cohort.short_id}.{company.short_id}"


def target_of(subject: str) -> Target | None:
    return targets_of({subject}, Cohort.objects.all()).get(subject)


def targets_of(subjects: set[str], cohorts: QuerySet[Cohort]) -> dict[str, Target]:
    """What each list belongs to; those that name nothing, or no cohort of these, are left out."""
    parts = {subject: subject.partition(".")[::2] for subject in subjects}
    named = {
        subject: (from_short(name), from_short(other) if other else None)
        for subject, (name, other) in parts.items()
        if is_short(name) and (not other or is_short(other))
    }
    known: dict[UUID, Cohort] = {}
    companies: dict[UUID, Organisation] = {}
    for batch in batches(sorted({cohort for cohort, _company in named.values()})):
        found = cohorts.filter(public_id__in=batch).select_related("course")
        known |= {cohort.public_id: cohort for cohort in found}
    for batch in batches(sorted({company for _cohort, company in named.values() if company})):
        companies |= {one.public_id: one for one in Organisation.objects.filter(public_id__in=batch)}
    return {
        subject: Target(known[cohort], companies.get(company) if company else None)
        for subject, (cohort, company) in named.items()
        if cohort in known and (company is None or company in companies)
    }


def required(subject: str) -> Target:
    target = target_of(subject)
    if target is None:
        raise RefusedError("no_cohort", _("기수를 찾을 수 없습니다."))
    return target


def page_of(subject: str) -> str:
    """The centre's list of all, or the cohort's page with the company's own."""
    name, dot, _other = subject.partition(".")
    return reverse("academy:cohort" if dot else "academy:people", args=[from_short(name)])


def issues_of_cohort(cohort: Cohort, rows: list[Row]) -> list[Issue]:
    try:
        require_open(cohort, clock.now())
    except RefusedError as error:
        title = rows[0].sheet_title if rows else SHEET.label
        return [Issue(title, 0, "", "", error.code, error.message)]
    return []


def known_of(cohort: Cohort, data: ImportData) -> Known:
    active = Enrolment.objects.filter(cohort=cohort).active()
    lines = list(active.values_list("trainee", "organisation", "trainee__name", "number"))
    return Known(
        trainees=known_by_address(data.rows(SHEET.name)),
        applied={trainee for trainee, _company, _name, _number in lines},
        names={(company, squeezed(name)): number for _trainee, company, name, number in lines},
        namesakes_meant=is_ticked(data.options, NAMESAKES),
    )


def judge(row: Row, target: Target, known: Known, verdict: Verdict) -> Wanted | None:
    """What the row asks for; None: nothing, or something is wrong with it."""
    company = target.company
    if company is None and row["company"]:
        found = company_once(str(row["company"]), known.companies)
        if isinstance(found, ValidationError):
            verdict.issues.append(row.issue("company", code="company", message=" ".join(found.messages)))
            return None
        company = found
    name, email = str(row["name"]), str(row["email"]).lower()
    trainee = known.trainees.get(email)
    if trainee is not None and is_other_name(trainee, row):
        verdict.issues.append(other_name(row))
        return None
    if trainee is not None:
        trainee = trainee.standing
        if trainee.pk in known.applied:
            return None
        known.applied.add(trainee.pk)
    key = (None if company is None else company.pk, squeezed(name))
    if company is not None and key in known.names:
        verdict.issues.append(namesake(row, known.names[key], is_meant=known.namesakes_meant))
    known.names.setdefault(key, row.number)
    facts = PersonFacts(name, email, str(row["phone"] or ""), str(row["job_title"] or ""))
    return Wanted(facts, company, trainee)


def namesake(row: Row, number: int, *, is_meant: bool) -> Issue:
    """The same name of the same company stands already: in the list's rows or among those who applied."""
    template = _("같은 기업의 같은 이름이 이미 있습니다(번호 {number}).")
    remedy = _("한 사람이면 한 행을 지우고, 다른 사람이면 아래에서 ‘동명이인’을 고르십시오.")
    message = sentence(template, {"number": number})
    return row.issue("name", code="same_name", message=message, remedy=remedy, is_warning=is_meant)

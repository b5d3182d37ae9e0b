"""What the academy writes to a company's case: that one of its people completed a course, or was certified.

No name: it could never be taken out again; the account, where there is one, stands beside the entry."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Certificate, Cohort, Course, Enrolment
from deungdae.apps.accounts.models import User
from deungdae.apps.core.ids import from_short
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind
from deungdae.apps.evidence.models import EvidenceEntry

SHORT = "^[0-9A-Za-z]{22}$"


def facts_of_certificate(payload: Payload) -> Facts:
    return (
        (_("과정"), str(payload["title"])),
        (_("기수"), str(payload["cohort"])),
        (_("교육 대상"), str(Course.Role(str(payload["role"])).label)),
        (_("교육 시간"), _("%(hours)s시간") % {"hours": payload["hours"]}),
        (_("수료증 번호"), str(payload["number"])),
    )


def page_of_certificate(entry: EvidenceEntry, user: User) -> str:
    """The enrolment behind it, for whoever may see it."""
    found = Certificate.objects.filter(public_id=from_short(str(entry.payload["certificate"])))
    certificate = found.select_related("enrolment").first()
    if certificate is None:
        return ""
    seen = type(certificate.enrolment).objects.visible_to(user).filter(pk=certificate.enrolment_id)
    if not seen.exists():
        return ""
    return reverse("academy:enrolment", args=[certificate.enrolment.public_id])


CERTIFIED = register_kind(
    Kind(
        name="academy.certified",
        label=gettext_lazy("교육 수료"),
        words=gettext_lazy("‘{title}’ {cohort}기를 마친 사람에게 수료증을 주었습니다({number})."),
        group=Group.CAPABILITY,
        facts=facts_of_certificate,
        address=page_of_certificate,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["certificate", "number", "course", "title", "cohort", "role", "hours"],
            "properties": {
                "certificate": {"type": "string", "pattern": SHORT},
                "number": {"type": "string", "minLength": 1},
                "course": {"type": "string", "pattern": SHORT},
                "title": {"type": "string", "minLength": 1},
                "cohort": {"type": "integer", "minimum": 1},
                "role": {"enum": list(Course.Role.values)},
                "hours": {"type": "integer", "minimum": 1},
            },
        },
    )
)


ID = {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"}


def facts_of_completion(payload: Payload) -> Facts:
    """What a completion's entry tells, line by line; nobody's name."""
    return (
        (_("과정"), str(payload["title"])),
        (_("기수"), str(payload["cohort_number"])),
        (_("접수 번호"), str(payload["number"])),
        (_("출석한 시간(분)"), f"{payload['minutes']} / {payload['scheduled']}"),
    )


def page_of_completion(entry: EvidenceEntry, user: User) -> str:
    """The enrolment for those who see it, else the cohort."""
    mine = Enrolment.objects.visible_to(user).filter(public_id=from_short(str(entry.payload["enrolment"])))
    found = mine.first()
    if found is not None:
        return reverse("academy:enrolment", args=[found.public_id])
    cohort = from_short(str(entry.payload["cohort"]))
    is_seen = Cohort.objects.visible_to(user).filter(public_id=cohort).exists()
    return reverse("academy:cohort", args=[cohort]) if is_seen else ""


COMPLETED = register_kind(
    Kind(
        name="academy.completed",
        label=gettext_lazy("교육을 수료함"),
        words=gettext_lazy("‘{title}’ {cohort_number}기를 한 사람이 수료했습니다(접수 번호 {number})."),
        group=Group.CAPABILITY,
        facts=facts_of_completion,
        address=page_of_completion,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": [
                "enrolment",
                "cohort",
                "course",
                "title",
                "cohort_number",
                "number",
                "minutes",
                "scheduled",
                "role",
                "step",
            ],
            "properties": {
                "enrolment": ID,
                "cohort": ID,
                "course": ID,
                "title": {"type": "string", "minLength": 1},
                "cohort_number": {"type": "integer", "minimum": 1},
                "number": {"type": "integer", "minimum": 1},
                "minutes": {"type": "integer", "minimum": 1},
                "scheduled": {"type": "integer", "minimum": 1},
                "role": {"type": "string"},
                "step": {"type": "string"},
            },
        },
    )
)


def page_of_cohort(entry: EvidenceEntry, user: User) -> str:
    cohort = from_short(str(entry.payload["cohort"]))
    is_seen = Cohort.objects.visible_to(user).filter(public_id=cohort).exists()
    return reverse("academy:cohort", args=[cohort]) if is_seen else ""


def of_cohort(**more: object) -> dict[str, object]:
    """The schema of an entry about people of a cohort together; `more`: its figures."""
    properties = {
        "cohort": ID,
        "title": {"type": "string", "minLength": 1},
        "cohort_number": {"type": "integer", "minimum": 1},
        "people": {"type": "integer", "minimum": 1},
        **more,
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def facts_of_use(payload: Payload) -> Facts:
    return (
        (_("과정"), str(payload["title"])),
        (_("기수"), str(payload["cohort_number"])),
        (_("업무에 쓰는 사람"), f"{payload['used']} / {payload['people']}"),
        *said_of_one(payload),
    )


def facts_of_attitude(payload: Payload) -> Facts:
    return (
        (_("과정"), str(payload["title"])),
        (_("기수"), str(payload["cohort_number"])),
        (_("두 번 답한 사람"), str(payload["people"])),
        (_("교육 전 평균 (5점 만점)"), hundredths(payload["before"])),
        (_("교육 뒤 평균 (5점 만점)"), hundredths(payload["after"])),
        *said_of_one(payload),
    )


def said_of_one(payload: Payload) -> Facts:
    """A figure of one person is that person's answer, and the page says so."""
    if int(str(payload["people"])) > 1:
        return ()
    return ((_("읽을 때"), _("한 사람만 답해, 모은 수가 아니라 그 사람의 답입니다.")),)


def hundredths(value: object) -> str:
    whole = int(str(value))
    return f"{whole // 100}.{whole % 100:02}"


USED_AT_WORK = register_kind(
    Kind(
        name="academy.used_at_work",
        label=gettext_lazy("배운 것을 업무에 씀"),
        words=gettext_lazy(
            "‘{title}’ {cohort_number}기를 수료하고 석 달 뒤 답한 {people}명 가운데 {used}명이 업무에 씁니다."
        ),
        group=Group.CAPABILITY,
        facts=facts_of_use,
        address=page_of_cohort,
        schema=of_cohort(used={"type": "integer", "minimum": 0}),
    )
)
ATTITUDE_CHANGED = register_kind(
    Kind(
        name="academy.attitude_changed",
        label=gettext_lazy("디지털 전환 인식의 변화"),
        words=gettext_lazy(
            "‘{title}’ {cohort_number}기의 앞뒤에 {people}명이 디지털 전환 인식을 답했습니다."
        ),
        group=Group.AWARENESS,
        facts=facts_of_attitude,
        address=page_of_cohort,
        schema=of_cohort(
            before={"type": "integer", "minimum": 100, "maximum": 500},
            after={"type": "integer", "minimum": 100, "maximum": 500},
        ),
    )
)

"""What an invited cohort writes to a company's case; nobody's name, as it could never be taken out again."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.kinds import ID, page_of_completion
from deungdae.apps.evidence.kinds import Facts, Group, Kind, Payload, register_kind

TEXT = {"type": "string", "minLength": 1}
PROPERTIES = {
    "enrolment": ID,
    "cohort": ID,
    "title": TEXT,
    "cohort_number": {"type": "integer", "minimum": 1},
    "number": {"type": "integer", "minimum": 1},
}


def schema(**more: object) -> dict[str, object]:
    properties = {**PROPERTIES, **more}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def facts_of_seat(payload: Payload) -> Facts:
    """Course, cohort, number of the application; the session where it is one."""
    lines = [
        (_("과정"), str(payload["title"])),
        (_("기수"), str(payload["cohort_number"])),
        (_("접수 번호"), str(payload["number"])),
    ]
    return [*lines, (_("회차"), str(payload["session"]))] if "session" in payload else lines


def of_seat(name: str, label: object, words: object, **more: object) -> str:
    """A kind of the awareness stage about one enrolment."""
    return register_kind(
        Kind(
            name=name,
            label=label,  # type: ignore[arg-type]
            words=words,  # type: ignore[arg-type]
            group=Group.AWARENESS,
            facts=facts_of_seat,
            address=page_of_completion,
            schema=schema(**more),
        )
    )


INVITED = of_seat(
    "academy.invited",
    gettext_lazy("최고경영자 초청"),
    gettext_lazy("‘{title}’ {cohort_number}기에 최고경영자를 초청했습니다(접수 번호 {number})."),
)
ANSWERED = {
    "accepted": of_seat(
        "academy.invitation_accepted",
        gettext_lazy("초청 수락"),
        gettext_lazy("‘{title}’ {cohort_number}기 초청을 수락했습니다(접수 번호 {number})."),
    ),
    "declined": of_seat(
        "academy.invitation_declined",
        gettext_lazy("초청 사양"),
        gettext_lazy("‘{title}’ {cohort_number}기 초청을 사양했습니다(접수 번호 {number})."),
    ),
    "deputy": of_seat(
        "academy.invitation_deputy",
        gettext_lazy("대리 참석"),
        gettext_lazy(
            "‘{title}’ {cohort_number}기 초청에 대리 참석자를 보내기로 했습니다(접수 번호 {number})."
        ),
    ),
    "expired": of_seat(
        "academy.invitation_expired",
        gettext_lazy("초청에 답이 없음"),
        gettext_lazy("‘{title}’ {cohort_number}기 초청에 기한까지 답이 없었습니다(접수 번호 {number})."),
    ),
}
VISITED = of_seat(
    "academy.visited",
    gettext_lazy("선도기업 현장 방문"),
    gettext_lazy("‘{title}’ {cohort_number}기가 ‘{host}’ 현장을 방문했습니다(접수 번호 {number})."),
    session=TEXT,
    host=TEXT,
)
HOSTED = register_kind(
    Kind(
        name="academy.hosted_visit",
        label=gettext_lazy("현장 방문을 맞이함"),
        words=gettext_lazy("‘{title}’ {cohort_number}기의 현장 방문을 맞이했습니다({session})."),
        group=Group.AWARENESS,
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["cohort", "title", "cohort_number", "session"],
            "properties": {
                "cohort": ID,
                "title": TEXT,
                "cohort_number": {"type": "integer", "minimum": 1},
                "session": TEXT,
            },
        },
    )
)
ATTENDED = of_seat(
    "academy.attended_session",
    gettext_lazy("최고경영자 회차 출석"),
    gettext_lazy("‘{title}’ {cohort_number}기 ‘{session}’ 회차에 출석했습니다(접수 번호 {number})."),
    session=TEXT,
)

"""What can be written into the audit log: codes with the words people read, and kinds of whose data it was.

Each app registers its own at import; an act or a kind that nobody registered is never written.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.ids import from_short, is_short, short

Names = Callable[[Iterable[str]], Mapping[str, str]]
"""Public ids → how the records are called today; those that are gone are left out."""


@dataclass(frozen=True, slots=True)
class Act:
    """`is_look`: personal data was seen or taken out; such acts are counted by the monthly review."""

    code: str
    label: str | Promise
    is_look: bool = False


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """Whose data an entry is about."""

    name: str
    label: str | Promise
    names_of: Names | None = None


ACTS: dict[str, Act] = {}
SUBJECT_KINDS: dict[str, SubjectKind] = {}


def register_act(code: str, label: str | Promise, *, is_look: bool = False) -> str:
    """Make an act known; answers its code."""
    act = Act(code, label, is_look)
    if ACTS.setdefault(code, act) != act:
        raise ValueError(f"two acts are called {code}")
    return code


def register_subject_kind(name: str, label: str | Promise, *, names_of: Names | None = None) -> str:
    kind = SubjectKind(name, label, names_of)
    if SUBJECT_KINDS.setdefault(name, kind) != kind:
        raise ValueError(f"two kinds of subjects are called {name}")
    return name


def label_of_act(code: str) -> str:
    return str(ACTS[code].label) if code in ACTS else code


def label_of_subject_kind(name: str) -> str:
    return str(SUBJECT_KINDS[name].label) if name in SUBJECT_KINDS else name


def looks() -> list[str]:
    """The codes of the acts by which personal data is seen or taken out."""
    return [act.code for act in ACTS.values() if act.is_look]


def names_of_people(public_ids: Iterable[str]) -> Mapping[str, str]:
    ids = [from_short(each) for each in public_ids if is_short(each)]
    found = get_user_model()._default_manager.filter(public_id__in=ids)
    return {short(public_id): name for public_id, name in found.values_list("public_id", "name")}


NOBODY = register_subject_kind("nobody", _("해당 없음"))
PERSON = register_subject_kind("person", _("사람"), names_of=names_of_people)
PEOPLE = register_subject_kind("people", _("여러 사람"))
AUDIT_LOG = register_subject_kind("audit_log", _("감사 기록에 나오는 사람"))

LOG_READ = register_act("audit.read", _("감사 기록 열람"))
LOG_REVIEWED = register_act("audit.reviewed", _("감사 기록 월간 검토"))
PERSON_OPENED = register_act("person.opened", _("개인정보 열람"), is_look=True)
PERSON_SEARCHED = register_act("person.searched", _("개인정보 검색"), is_look=True)
PEOPLE_EXPORTED = register_act("people.exported", _("개인정보 내보내기"), is_look=True)
FILE_DOWNLOADED = register_act("file.downloaded", _("개인정보 파일 내려받기"), is_look=True)
EXPORT_ASKED = register_act("export.asked", _("개인정보 내보내기 요청"))
EXPORT_DECIDED = register_act("export.decided", _("개인정보 내보내기 승인·거절"))
RIGHTS_GRANTED = register_act("rights.granted", _("권한 부여"))
RIGHTS_ENDED = register_act("rights.ended", _("권한 종료"))
SIGN_IN_DONE = register_act("sign_in.done", _("로그인"))
SIGN_IN_REFUSED = register_act("sign_in.refused", _("로그인 거부"))
DECISION_MADE = register_act("decision.made", _("결정"))

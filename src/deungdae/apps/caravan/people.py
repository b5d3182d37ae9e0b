"""The people who come for a participant, as one text: every spelling is read, one is shown.

Shown: ``김하늘(대표), 이바다(팀장)``. Read as well: ``김하늘/대표; 이바다/팀장`` and, a person on each line,
``김하늘, 영업부장``.
"""

import re
from collections.abc import Iterable

Person = tuple[str, str]
"""Name and job title."""

LONGEST = 100
ENTRIES = re.compile(r"[;\n]")
PEOPLE = re.compile(r"[,、](?![^()]*\))")
PERSON = re.compile(r"(?P<name>[^()/]+?)\s*(?:\((?P<bracket>(?:[^()]|\([^()]*\))*)\)|/(?P<slash>[^()/]*))?")
JOB_TITLE = re.compile(
    r"(?:대표|이사|사장|회장|감사|상무|전무|고문|부장|차장|과장|대리|사원|주임|계장|팀장|실장|국장|처장|단장"
    r"|소장|원장|센터장|본부장|그룹장|파트장|공장장|지점장|지사장|책임|선임|수석|전임|연구원|연구위원|매니저"
    r"|담당|담당자|컨설턴트|엔지니어|교수|박사|manager|director|officer|engineer|president|lead|head)$"
    r"|^C[A-Z]O$",
    re.IGNORECASE,
)


def people_of(text: str) -> tuple[Person, ...]:
    """The people of a text; ValueError with the part that is no person."""
    found: list[Person] = []
    for entry in ENTRIES.split(text):
        if entry.strip().startswith(","):
            raise ValueError(entry.strip())
        mine: list[Person] = []
        for part in (part.strip() for part in PEOPLE.split(entry)):
            if not part:
                continue
            if mine and not mine[-1][1] and JOB_TITLE.search(part) and len(part) <= LONGEST:
                mine[-1] = (mine[-1][0], part)
            else:
                mine.append(person_of(part))
        found += mine
    return tuple(found)


def person_of(part: str) -> Person:
    match = PERSON.fullmatch(part)
    if match is None:
        raise ValueError(part)
    name, job_title = match["name"].strip(), (match["bracket"] or match["slash"] or "").strip()
    if not name or len(name) > LONGEST or len(job_title) > LONGEST:
        raise ValueError(part)
    return name, job_title


def people_text(people: Iterable[Person]) -> str:
    """The people in the house's spelling."""
    return ", ".join(f"{name}({job_title})" if job_title else name for name, job_title in people)

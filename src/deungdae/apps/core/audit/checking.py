"""Checking the whole log beside its anchors, and saying in words what was found."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.audit.anchors import AnchorsUnreadableError, anchor_now, read_anchors
from deungdae.apps.core.audit.reading import day_heads, one_moment, reread, rows
from deungdae.apps.core.audit.verification import Anchors, Finding, Harm, Verdict, verify
from deungdae.engine.kernel.korean import sentence

HARMS = {
    Harm.CHANGED: gettext_lazy("이 기록의 내용이 고쳐졌습니다."),
    Harm.MISSING: gettext_lazy("이 기록이 없습니다. 지워졌거나 자리가 바뀌었습니다."),
    Harm.INSERTED: gettext_lazy("이 기록은 나중에 끼워 넣은 것입니다."),
    Harm.CUT: gettext_lazy("이 기록부터 그날의 끝까지 잘려 나갔습니다."),
    Harm.REWRITTEN: gettext_lazy("이 기록은 봉인까지 다시 쓰였습니다."),
    Harm.NOT_ANCHORED: gettext_lazy(
        "이 기록은 밖에 남긴 앵커와 다릅니다. 앞의 기록이 통째로 다시 쓰였습니다."
    ),
    Harm.NO_HEAD: gettext_lazy("이 날의 머리(건수와 봉인)가 없습니다. 지워졌거나 날짜가 고쳐졌습니다."),
}


class UnreadableError(Exception):
    """The check could not begin; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Report:
    is_sound: bool
    lines: list[str]


def check_log(*, anchors_file: Path | None) -> Report:
    """Check everything now, beside the anchors of this file or else of the installation's own."""
    verdict = verified(anchors=anchors_in(anchors_file))
    return Report(verdict.finding is None, words_of(verdict))


def verified(*, anchors: Anchors) -> Verdict:
    try:
        with one_moment():
            return verify(rows=rows(), reread=reread, heads=day_heads(), anchors=anchors)
    except DatabaseError as error:
        text = _("데이터베이스를 읽을 수 없습니다: {error}")
        raise UnreadableError(sentence(text, {"error": str(error).strip()})) from error


def anchors_in(path: Path | None) -> Anchors:
    """The anchors of a file. The installation's own may be missing as long as nothing was anchored."""
    file = path or Path(settings.AUDIT_ANCHORS)
    if path is None and not file.exists():
        return {}
    try:
        with file.open(encoding="utf-8") as lines:
            return read_anchors(lines)
    except (OSError, UnicodeDecodeError) as error:
        text = _("앵커 파일 {path}(을/를) 읽을 수 없습니다. 경로를 확인하십시오.")
        raise UnreadableError(sentence(text, {"path": str(file)})) from error
    except AnchorsUnreadableError as error:
        raise UnreadableError(f"{file}: {error}") from error


def words_of(verdict: Verdict) -> list[str]:
    sound = _("기록 {count}건과 앵커 {anchors}건이 모두 맞습니다.")
    partly = _("그 앞의 기록 {count}건과 앵커 {anchors}건은 맞습니다.")
    figures = {"count": f"{verdict.count:,}", "anchors": f"{verdict.anchors:,}"}
    if verdict.finding is None:
        return [sentence(sound, figures)]
    return [words_of_finding(verdict.finding), sentence(partly, figures)]


def words_of_finding(finding: Finding) -> str:
    place = _("{day} {number}번: {harm}")
    values = {"day": finding.day, "number": str(finding.number), "harm": str(HARMS[finding.harm])}
    return sentence(place, values)


def anchor_report() -> list[str]:
    """Anchor now and say what was put down where."""
    done = anchor_now()
    if not done:
        return [_("아직 감사 기록이 없습니다.")]
    head = done[0]
    text = _("{day} {count}번까지 앵커를 남겼습니다: {path}")
    facts = {"day": head.day.isoformat(), "count": f"{head.count:,}", "path": str(settings.AUDIT_ANCHORS)}
    lines = [sentence(text, facts), head.head]
    if settings.AUDITOR_ADDRESSES:
        mailed = _("감사자 메일 {count}곳에도 보냅니다.")
        lines.append(sentence(mailed, {"count": len(settings.AUDITOR_ADDRESSES)}))
    return lines

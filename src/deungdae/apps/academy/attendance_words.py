"""How attendance and completion are explained to the person: '2시간 부족: 4회차 결석'."""

from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.completion import Missing, Part, Verdict
from deungdae.engine.kernel.korean import Param, sentence


def duration(minutes: int) -> str:
    """2시간, 1시간 30분, 45분."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s분") % {"minutes": rest}
    if not rest:
        return _("%(hours)s시간") % {"hours": hours}
    return _("%(hours)s시간 %(minutes)s분") % {"hours": hours, "minutes": rest}


def gap_words(verdict: Verdict) -> str:
    """What was missed, meeting by meeting."""
    found = []
    for gap in verdict.gaps:
        values = {"number": gap.number, "duration": duration(gap.minutes)}
        if gap.is_whole:
            found.append(_("%(number)s회차 결석") % values)
        else:
            found.append(_("%(number)s회차 %(duration)s 빠짐") % values)
    return ", ".join(found)


def progress_words(verdict: Verdict) -> str:
    """12시간 가운데 8시간 출석 (수료 기준 9시간 36분)."""
    values = {
        "scheduled": duration(verdict.scheduled),
        "counted": duration(verdict.counted),
        "needed": duration(verdict.needed),
    }
    return _("%(scheduled)s 가운데 %(counted)s 출석 (수료 기준 %(needed)s)") % values


def verdict_words(verdict: Verdict, *, is_completed: bool) -> str:
    """Where the person stands, and what is missing: hours, tests, works. A decided completion stands,
    whatever the records say."""
    if is_completed:
        return completed_words(verdict)
    if not verdict.scheduled:
        return _("아직 정한 회차가 없습니다.")
    if not verdict.is_started:
        is_over = verdict.is_over
        return _("출석한 회차가 없어 수료할 수 없습니다.") if is_over else _("아직 시작하지 않았습니다.")
    words = [short_words(verdict)] if verdict.short else []
    words += [missing_words(one) for one in verdict.missing]
    return " ".join(words) or enough_words(verdict)


def missing_words(missing: Missing) -> str:
    """시험 ‘데이터 기초’ 60점 미만: 52점, 응시 1회 남음."""
    values: dict[str, Param] = {"title": missing.title, "needed": missing.needed}
    if missing.part is Part.CONFIRMATION:
        return sentence(_("사내 적용 과제 ‘{title}’(을/를) 기업이 아직 확인하지 않았습니다."), values)
    if missing.part is Part.WORK:
        if missing.reached is None:
            return sentence(_("과제 ‘{title}’의 점수가 아직 없습니다."), values)
        values["reached"] = missing.reached
        return sentence(_("과제 ‘{title}’ {needed}점 미만: {reached}점."), values)
    if missing.reached is None:
        template = _("시험 ‘{title}’(을/를) 아직 보지 않았습니다.")
        return sentence(
            template if missing.left else _("시험 ‘{title}’(을/를) 보지 않고 끝났습니다."), values
        )
    values |= {"reached": missing.reached, "left": missing.left or 0}
    if missing.left:
        return sentence(_("시험 ‘{title}’ {needed}점 미만: {reached}점, 응시 {left}회 남음."), values)
    return sentence(_("시험 ‘{title}’ {needed}점 미만: {reached}점, 다시 볼 수 없음."), values)


def completed_words(verdict: Verdict) -> str:
    if not verdict.scheduled or not verdict.is_started:
        return _("수료했습니다. 회차별 출석 기록은 없습니다.")
    if verdict.short:
        return _("수료했습니다. 남아 있는 출석 기록만으로는 기준에서 %(short)s 모자랍니다.") % {
            "short": duration(verdict.short)
        }
    return _("수료 기준을 채워 수료했습니다.") if verdict.is_complete else _("수료했습니다.")


def enough_words(verdict: Verdict) -> str:
    if verdict.is_complete:
        return _("수료 기준을 채웠습니다.")
    return _("수료 기준만큼 출석했습니다. 마지막 회차가 끝나면 수료를 정합니다.")


def short_words(verdict: Verdict) -> str:
    values = {
        "short": duration(verdict.short),
        "gaps": gap_words(verdict),
        "ahead": duration(verdict.ahead),
    }
    if verdict.is_over:
        return _("%(short)s 부족: %(gaps)s.") % values
    if verdict.is_lost:
        return _("%(short)s 부족: %(gaps)s. 남은 회차로 채울 수 없습니다.") % values
    return _("수료까지 %(short)s 더 출석해야 합니다. 남은 회차는 %(ahead)s입니다.") % values

"""What the pages call rounds, lights and sums of money."""

from datetime import date

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from deungdae.apps.policy.bridge.lights import Light
from deungdae.apps.policy.models import ReportingRound, TaskReport
from deungdae.engine.kernel.korean import sentence

LIGHTS = {
    Light.GREEN.value: pgettext_lazy("light", "정상"),
    Light.YELLOW.value: pgettext_lazy("light", "주의"),
    Light.RED.value: pgettext_lazy("light", "위험"),
    Light.GREY.value: gettext_lazy("아직 판단 전"),
}
TONES = {"green": "success", "yellow": "warning", "red": "danger", "grey": "neutral"}
STATE_TONES: dict[str, str] = {
    TaskReport.State.DRAFT: "neutral",
    TaskReport.State.APPROVED: "info",
    TaskReport.State.SUBMITTED: "info",
    TaskReport.State.RETURNED: "warning",
    TaskReport.State.ACCEPTED: "success",
}
HUNDRED_MILLION = 10**8
BILLION = 10**9


def round_words(round_: ReportingRound) -> str:
    """‘2021년 4월 보고’, ‘2021년 2분기 보고’."""
    start = round_.starts_on
    if round_.kind == ReportingRound.Kind.MONTH:
        return sentence(_("{year}년 {month}월 보고"), {"year": f"{start.year}", "month": start.month})
    quarter = (start.month + 2) // 3
    return sentence(_("{year}년 {quarter}분기 보고"), {"year": f"{start.year}", "quarter": quarter})


def state_words(state: str) -> str:
    return str(TaskReport.State(state).label) if state else ""


def won_words(won: int) -> str:
    """5조 3,000억원, 1,234억원; below a hundred million in won. In English ₩5,300.0 bn."""
    if (get_language() or "").startswith("en"):
        return f"₩{won / BILLION:,.1f} bn"
    if won and won < HUNDRED_MILLION:
        return sentence(_("{won}원"), {"won": f"{won:,}"})
    whole, rest = divmod(round(won / HUNDRED_MILLION), 10_000)
    if whole and rest:
        return sentence(_("{trillions}조 {rest}억원"), {"trillions": whole, "rest": f"{rest:,}"})
    if whole:
        return sentence(_("{trillions}조원"), {"trillions": whole})
    return sentence(_("{rest}억원"), {"rest": f"{rest:,}"})


def day_of_text(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

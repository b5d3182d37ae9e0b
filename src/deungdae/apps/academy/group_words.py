"""Groups of peers in words: why somebody is where he or she is, and what a move would cost."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deungdae.apps.academy.bridge.peer_groups import Grouping, Impossible, Move, Problem, Reasons
from deungdae.engine.kernel.korean import sentence

Names = Mapping[str, str]
"""Key of an application → how the page calls the person."""


def clash_words(code: str) -> str:
    words = {
        "company": _("같은 기업"),
        "class": _("업종이 같은 경쟁사"),
        "owner": _("한 기업집단이거나 지분으로 묶인 기업"),
        "rival": _("경쟁 관계로 적은 기업"),
        "apart": _("함께하지 않기를 바란 분"),
    }
    return words[code]


def bound_words(grouping: Grouping) -> str:
    """How good it is, as far as that is proven."""
    if grouping.is_optimal:
        return _("이보다 나은 나눔이 없음을 증명했습니다(비용 %(cost)s).") % {"cost": grouping.cost}
    words = _("비용 %(cost)s. 어떻게 나누어도 %(bound)s보다 작아질 수 없습니다.")
    return words % {"cost": grouping.cost, "bound": grouping.bound}


def near_lines(told: Reasons) -> list[str]:
    """How many of the group are near by industry."""
    counts = [
        (_("같은 업종 중분류 %(count)s명"), told.same_division),
        (_("같은 업종 대분류 %(count)s명"), told.same_section),
    ]
    return [words % {"count": count} for words, count in counts if count]


def reason_lines(told: Reasons, names: Names) -> list[str]:
    """Why in this group, the strongest first."""
    counts = [
        (_("같은 지역 %(count)s명(적을수록 좋음)"), told.same_region),
        (_("비슷한 규모 %(count)s명(적을수록 좋음)"), told.same_size),
        (_("전에 같은 그룹이던 분 %(count)s명(적을수록 좋음)"), told.met_before),
    ]
    template = ngettext("함께하는 분 %(others)s명 가운데:", "함께하는 분 %(others)s명 가운데:", told.others)
    lines = [template % {"others": told.others}, *near_lines(told)]
    lines += [words % {"count": count} for words, count in counts if count]
    for clash in told.kept_from:
        other = clash.second if clash.first == told.person else clash.first
        values = {"name": names.get(other, other), "why": clash_words(clash.code)}
        lines.append(_("%(name)s 님과는 떨어져 있습니다: %(why)s") % values)
    return lines


def move_words(move: Move, names: Names) -> str:
    """What stands against a move, or what it costs."""
    if move.clash is not None:
        other = move.clash.second if move.clash.first == move.person else move.clash.first
        values = {"name": names.get(other, other), "why": clash_words(move.clash.code)}
        return _("%(name)s 님이 있어 갈 수 없음(%(why)s)") % values
    against = {
        "pinned": _("미리 정한 그룹이라 옮기지 않음"),
        "full": _("그룹이 다 참"),
        "too_few": _("남는 그룹의 인원이 모자람"),
    }
    if move.stands_against:
        return against[move.stands_against]
    return cost_words(move.cost)


def cost_words(cost: int) -> str:
    if cost > 0:
        return _("비용이 %(cost)s 늘어남") % {"cost": cost}
    return _("비용이 %(cost)s 줄어듦") % {"cost": -cost} if cost else _("비용이 같음")


def impossible_words(problem: Problem, answer: Impossible, names: Names) -> list[str]:
    """Why no grouping keeps the rules: a sentence, then those to blame."""
    values = {"count": len(answer.people), "groups": problem.groups, "most": problem.most}
    sentences = {
        "sizes": _("인원수가 그룹 수와 맞지 않습니다. 그룹 수나 인원을 고쳐 다시 계산해 주십시오."),
        "full": _("한 그룹에 미리 정한 분이 {most}명보다 많습니다. 그 가운데 한 분을 빼 주십시오."),
        "pins": _("미리 정한 두 분이 한 그룹에 있을 수 없는 사이입니다. 한 분을 다른 조로 정해 주십시오."),
        "clique": _("서로 모두 경쟁하는 {count}명이 있는데 그룹은 {groups}개입니다. 그룹을 늘려 주십시오."),
        "core": _("이 {count}명은 {groups}개 그룹에 나눌 수 없습니다. 그룹을 늘리거나 조건을 줄여 주십시오."),
        "unknown": _("답을 찾지 못했습니다. 그룹을 늘리거나 조건을 줄여 다시 계산해 주십시오."),
    }
    lines = [sentence(sentences[answer.code], values)]
    for clash in answer.clashes[:20]:
        pair = f"{names.get(clash.first, clash.first)} – {names.get(clash.second, clash.second)}"
        lines.append(f"{pair}: {clash_words(clash.code)}")
    if not answer.clashes:
        lines += [names.get(one, one) for one in answer.people]
    return lines

"""Sentences about a roadmap: what is wrong in the question, and why steps are or are not in the plan."""

from __future__ import annotations

from deungdae.engine.kernel.messages.marking import gettext_noop

ROADMAP_ISSUES = {
    "roadmap.twice": gettext_noop("'{value}'(이/가) 두 번 있습니다({where}). 하나만 남겨 주십시오."),
    "roadmap.budget": gettext_noop("예산이 {value}원입니다. {least}원부터 {most}원 사이로 적어 주십시오."),
    "roadmap.months": gettext_noop("기간이 {value}개월입니다. {least}부터 {most} 사이로 적어 주십시오."),
    "roadmap.hours": gettext_noop(
        "쓸 수 있는 시간이 {value}시간입니다. {least}부터 {most} 사이로 적어 주십시오."
    ),
    "roadmap.offerings": gettext_noop("지원 항목이 {value}개입니다. {most}개 이하로 나누어 계산해 주십시오."),
    "roadmap.gap": gettext_noop(
        "'{where}' 영역의 수준, 목표, 가중치가 {value}입니다. 영역마다 한 번, 0부터 100까지, 목표가 수준보다 낮지 않게"
        " 적어 주십시오."
    ),
    "roadmap.unknown": gettext_noop("'{value}' 항목이 없습니다({where}). 목록에 있는 항목을 적어 주십시오."),
    "roadmap.two_states": gettext_noop(
        "'{value}' 항목이 두 가지 상태이거나 두 번 수락되었습니다({where}). 하나만 남겨 주십시오."
    ),
    "roadmap.price": gettext_noop(
        "'{where}' 항목의 비용과 지원금이 {value}원입니다. 지원금은 0원부터 비용까지로 적어 주십시오."
    ),
    "roadmap.length": gettext_noop(
        "'{where}' 항목의 개월, 시간, 남은 자리가 {value}입니다. 개월은 1부터 60까지, 나머지는 0 이상으로 적어 주십시오."
    ),
    "roadmap.serves": gettext_noop(
        "'{where}' 항목의 시작 수준, 끝 수준, 상승 점수가 {value}입니다. 0부터 100까지, 시작을 끝보다 낮게 적어"
        " 주십시오."
    ),
    "roadmap.later_stage": gettext_noop(
        "'{where}' 항목의 선행 항목 '{value}'(이/가) 더 뒤의 단계입니다. 선행 항목이나 단계를 고쳐 주십시오."
    ),
    "roadmap.circle": gettext_noop("선행 항목이 서로를 기다립니다({value}). 하나를 빼 주십시오."),
}

ROADMAP_ANSWERS = {
    "roadmap.step.fills": gettext_noop("{dimension} 영역의 차이 {gap}점 가운데 {points}점을 메웁니다."),
    "roadmap.step.fills_too": gettext_noop(
        "{dimension} 영역의 차이 {gap}점을 함께 메우는 {rank}번째 단계여서 {points}점만 셌습니다."
    ),
    "roadmap.step.opens": gettext_noop("{names}(을/를) 하려면 먼저 필요합니다."),
    "roadmap.step.after": gettext_noop("'{name}'(이/가) 끝난 뒤에 시작합니다."),
    "roadmap.step.ask": gettext_noop("신청할 수 있는지 먼저 확인해야 합니다."),
    "roadmap.step.locked": gettext_noop("이미 수락한 단계여서 그대로 두었습니다."),
    "roadmap.left.replaced": gettext_noop("다른 것으로 바꾸기로 하여 뺐습니다."),
    "roadmap.left.not_eligible": gettext_noop("신청 자격이 없습니다. 근거: {reason}."),
    "roadmap.left.full": gettext_noop("남은 자리가 없습니다."),
    "roadmap.left.no_gap": gettext_noop("목표와 차이가 있는 영역에 도움이 되지 않습니다."),
    "roadmap.left.needs": gettext_noop("먼저 필요한 '{other}'(을/를) 할 수 없습니다."),
    "roadmap.left.too_late": gettext_noop(
        "신청 마감이나 계획 기간 안에 시작해서 마칠 수 있는 달이 없습니다."
    ),
    "roadmap.left.over_budget": gettext_noop(
        "예산보다 {missing}원이 더 듭니다(먼저 할 것이 있으면 그 비용까지)."
    ),
    "roadmap.left.over_hours": gettext_noop(
        "쓸 수 있는 시간보다 {missing}시간이 더 듭니다(먼저 할 것이 있으면 그 시간까지)."
    ),
    "roadmap.left.served": gettext_noop("같은 차이를 메우는 단계가 이미 있어 더해지는 것이 없습니다."),
    "roadmap.left.budget": gettext_noop("이 계획에 더하려면 {missing}원이 모자랍니다."),
    "roadmap.left.hours": gettext_noop("이 계획에 더하려면 {missing}시간이 모자랍니다."),
    "roadmap.left.order": gettext_noop("이 계획의 앞 단계가 끝난 뒤에는 시작할 수 있는 달이 없습니다."),
    "roadmap.left.calm": gettext_noop("앞선 계획을 되도록 그대로 두려고 더하지 않았습니다."),
    "roadmap.cheaper": gettext_noop(
        "더 싼 계획: {less}원이 덜 들고, 가장 좋은 계획의 효과 {kept}%를 얻습니다."
    ),
    "roadmap.faster": gettext_noop(
        "더 빠른 계획: {sooner}개월 먼저 끝나고, 가장 좋은 계획의 효과 {kept}%를 얻습니다."
    ),
}

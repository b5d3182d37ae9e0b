"""Sentences about timetables: what is wrong in the input, broken rules, and what an answer says."""

from __future__ import annotations

from deungdae.engine.kernel.messages.marking import gettext_noop

TIMETABLE_ISSUES = {
    "timetable.no_slots": "시간대 수가 {value}입니다({where}). 시간대를 1개 이상으로 정해 주십시오.",
    "timetable.too_many_slots": "시간대 수가 {value}입니다({where}). {most} 이하로 줄여 주십시오.",
    "timetable.morning_slots": (
        "오전 시간대 수가 {value}입니다({where}). 0부터 {slots} 사이로 정해 주십시오."
    ),
    "timetable.fairness": (
        "대기 공백의 허용 차이가 {value}입니다({where}). 0 이상으로 정하거나 비워 주십시오."
    ),
    "timetable.table_number": "테이블 번호가 {value}입니다({where}). 1 이상의 번호를 쓰십시오.",
    "timetable.table_twice": "{value}번 테이블이 두 번 있습니다({where}). 하나만 남겨 주십시오.",
    "timetable.no_participants": "참가자가 없습니다({where}). 참가자를 한 명 이상 넣어 주십시오.",
    "timetable.participant_twice": "참가자 '{value}'(이/가) 두 번 있습니다({where}). 하나로 합쳐 주십시오.",
    "timetable.meeting_twice": (
        "상담 번호 '{value}'(이/가) 두 번 있습니다({where}). 번호를 서로 다르게 해 주십시오."
    ),
    "timetable.forbidden_slot": (
        "참가자 '{who}'의 불참 시간대 {value}(은/는) 1부터 {slots} 사이에 없습니다({where}). 시간대를"
        " 고쳐 주십시오."
    ),
    "timetable.max_meetings": (
        "참가자 '{who}'의 최대 상담 수가 {value}입니다({where}). 0 이상으로 정하거나 비워 주십시오."
    ),
    "timetable.seats": "{table}번 테이블의 정원이 {value}명입니다({where}). 1명 이상으로 적어 주십시오.",
    "timetable.attending": "'{who}'의 참석자 수가 {value}명입니다({where}). 0명 이상으로 적어 주십시오.",
    "timetable.own_table_shared": (
        "참가자 '{who}'의 전용 테이블 {value}번이 공용 테이블에도 있습니다({where}). 한쪽에서 빼 주십시오."
    ),
    "timetable.own_table_twice": (
        "전용 테이블 {value}번을 '{who}'(과/와) '{other}'(이/가) 함께 쓰고 있습니다({where}). 서로"
        " 다른 테이블을 정해 주십시오."
    ),
    "timetable.no_meeting": (
        "참가자 '{value}'(은/는) 상담이 하나도 없습니다({where}). 신청을 확인해 주십시오."
    ),
    "timetable.unknown_participant": (
        "상담 '{meeting}'의 참가자 '{value}'(을/를) 찾을 수 없습니다({where}). 참가자 목록에 넣거나"
        " 이름을 고쳐 주십시오."
    ),
    "timetable.with_oneself": (
        "상담 '{meeting}'에서 '{value}'(이/가) 자기 자신과 만납니다({where}). 상대를 고치거나 상담을"
        " 지워 주십시오."
    ),
    "timetable.same_pair": (
        "상담 '{meeting}'(은/는) 상담 '{earlier}'(과/와) 같은 두 참가자({value})의"
        " 상담입니다({where}). 하나만 남겨 주십시오."
    ),
    "timetable.fixed_slot": (
        "상담 '{meeting}'의 고정 시간대 {value}(은/는) 1부터 {slots} 사이에 없습니다({where})."
        " 시간대를 고쳐 주십시오."
    ),
    "timetable.fixed_table": (
        "상담 '{meeting}'의 고정 테이블 {value}번을 쓸 수 없습니다({where}). 공용 테이블이나 참가자의"
        " 전용 테이블 번호를 쓰십시오."
    ),
    "timetable.weight": (
        "상담 '{meeting}'의 가중치가 {value}입니다({where}). 0부터 {most} 사이로 정해 주십시오."
    ),
    "timetable.unknown_meeting": (
        "상담 '{meeting}'보다 먼저 할 상담 '{value}'(을/를) 찾을 수 없습니다({where}). 번호를"
        " 고치거나 지워 주십시오."
    ),
    "timetable.cycle": "상담의 순서가 돌고 돕니다: {value}({where}). 이 가운데 순서 하나를 지워 주십시오.",
    "timetable.fixed_over_tables": (
        "{slot}번 시간대에 고정 상담이 {value}건인데 공용 테이블은 {tables}개입니다({where}). 고정"
        " 상담({meetings})을 옮기거나 테이블을 늘려 주십시오."
    ),
    "timetable.fixed_same_time": (
        "'{value}'의 고정 상담 {meetings}(이/가) 모두 {slot}번 시간대에 있습니다({where}). 하나만"
        " 남기고 옮겨 주십시오."
    ),
    "timetable.fixed_same_table": (
        "{slot}번 시간대 {value}번 테이블에 고정 상담이 여럿입니다: {meetings}({where}). 하나만"
        " 남기고 옮겨 주십시오."
    ),
    "timetable.locked_unknown": (
        "잠근 상담 '{value}'(을/를) 상담 목록이나 현재 시간표에서 찾을 수 없습니다({where}). 잠금을"
        " 풀어 주십시오."
    ),
}

TIMETABLE_VIOLATIONS = {
    "timetable.broken.unknown_meeting": "상담 '{meeting}'(은/는) 신청 목록에 없습니다.",
    "timetable.broken.placed_twice": "상담 '{meeting}'(이/가) 두 번 배치되었습니다.",
    "timetable.broken.missing": "상담 '{meeting}'(이/가) 배치되지 않았습니다.",
    "timetable.broken.slot_outside": "상담 '{meeting}'의 시간대 {slot}(은/는) 하루(1–{slots}) 밖입니다.",
    "timetable.broken.two_at_once": (
        "참가자 '{who}'의 상담 {meetings}(이/가) 같은 시간대 {slot}에 있습니다."
    ),
    "timetable.broken.absent": (
        "참가자 '{who}'(은/는) 시간대 {slot}에 없는데 상담 '{meeting}'(이/가) 있습니다."
    ),
    "timetable.broken.session": (
        "상담 '{meeting}'(은/는) {session}에만 할 수 있는데 시간대 {slot}에 있습니다."
    ),
    "timetable.broken.fixed_slot": "상담 '{meeting}'(은/는) 시간대 {fixed}에 고정인데 {slot}에 있습니다.",
    "timetable.broken.fixed_table": (
        "상담 '{meeting}'(은/는) {fixed}번 테이블에 고정인데 {table}번에 있습니다."
    ),
    "timetable.broken.order": (
        "상담 '{earlier}'(은/는) 상담 '{meeting}'보다 먼저여야 하는데 시간대가 {earlier_slot}, {slot}입니다."
    ),
    "timetable.broken.table_shared": (
        "시간대 {slot}의 {table}번 테이블에 상담 {meetings}(이/가) 함께 있습니다."
    ),
    "timetable.broken.table_unknown": "상담 '{meeting}'의 {table}번 테이블은 쓸 수 없는 테이블입니다.",
    "timetable.broken.own_table": (
        "상담 '{meeting}'(은/는) 전용 테이블 {own}번에서 해야 하는데 {table}번에 있습니다."
    ),
    "timetable.broken.too_many_meetings": "참가자 '{who}'의 상담이 {count}건으로 최대 {most}건을 넘습니다.",
    "timetable.broken.fairness": (
        "참가자 '{who}'의 대기 공백이 {count}회로 가장 적은 참가자({least}회)보다 {allowed}회 넘게 많습니다."
    ),
    "timetable.broken.too_many_at_once": (
        "시간대 {slot}에 공용 테이블 상담이 {count}건으로 테이블 {tables}개보다 많습니다."
    ),
}

TIMETABLE_ANSWERS = {
    "timetable.step.place": gettext_noop("상담을 배치하고 있습니다."),
    "timetable.step.improve": gettext_noop("대기 공백을 줄이고 있습니다."),
    "timetable.all_held": gettext_noop("상담 {total}건을 모두 배치했습니다."),
    "timetable.some_held": gettext_noop(
        "상담 {total}건 가운데 {held}건을 배치했고 {left}건은 배치하지 못했습니다."
    ),
    "timetable.no_breaks": gettext_noop("대기 공백이 없습니다."),
    "timetable.breaks": gettext_noop("대기 공백은 {breaks}회입니다."),
    "timetable.breaks_bounded": gettext_noop("대기 공백은 {breaks}회이며 최소 {bound}회는 피할 수 없습니다."),
    "timetable.most_breaks": gettext_noop(
        "가장 많이 기다리는 참가자는 {count}명으로 각각 {most}회입니다: {who}."
    ),
    "timetable.nobody_more": gettext_noop("{most}회 넘게 기다리는 참가자는 없습니다."),
    "timetable.moved": gettext_noop("현재 시간표에서 상담 {count}건의 시간대나 테이블이 바뀌었습니다."),
    "timetable.breaks_bounded_locked": gettext_noop(
        "대기 공백은 {breaks}회이며, 고정한 상담을 그대로 두면 최소 {bound}회는 피할 수 없습니다."
    ),
    "timetable.breaks_bounded_near": gettext_noop(
        "대기 공백은 {breaks}회이며, 상담을 이보다 더 옮기지 않으면 최소 {bound}회는 피할 수 없습니다."
    ),
    "timetable.optimal": gettext_noop("더 나은 시간표가 없음을 증명한 최적의 시간표입니다."),
    "timetable.optimal_locked": gettext_noop(
        "고정한 상담을 그대로 둘 때 더 나은 시간표가 없음을 증명했습니다."
    ),
    "timetable.optimal_near": gettext_noop(
        "상담을 가장 적게 옮기는 시간표 가운데 더 나은 것이 없음을 증명했습니다. 더 옮기면 대기 공백을 줄일 수 있는지는 살피지 않았습니다."
    ),
    "timetable.nothing_found": gettext_noop(
        "주어진 시간 안에 시간표를 찾지 못했고, 불가능하다는 증명도 하지 못했습니다. 시간을 더 주거나"
        " 조건을 줄여 주십시오."
    ),
    "timetable.left.limit": gettext_noop("'{who}'(은/는) 이미 최대 상담 수 {most}건을 채웠습니다."),
    "timetable.left.never": gettext_noop(
        "'{first}'(과/와) '{second}'(이/가) 함께 참석하는 시간대가 없습니다."
    ),
    "timetable.left.full": gettext_noop("'{who}'의 가능한 시간대 {count}개가 모두 찼습니다."),
    "timetable.left.apart": gettext_noop("'{first}'(과/와) '{second}'의 빈 시간대가 서로 겹치지 않습니다."),
    "timetable.left.tables": gettext_noop(
        "두 참가자가 함께 비는 시간대({slots})에는 테이블 {tables}개가 모두 찼습니다."
    ),
    "timetable.left.other": gettext_noop(
        "시간대({slots})가 비어 있지만 순서, 고정 테이블, 대기 공백 조건을 함께 지킬 수 없습니다."
    ),
    "timetable.infeasible": gettext_noop("모든 상담을 조건대로 배치한 시간표는 있을 수 없음을 증명했습니다."),
    "timetable.jam.person": gettext_noop(
        "'{who}'(은/는) 상담이 {count}건인데 가능한 시간대는 {places}개({slots})뿐입니다. 시간대를"
        " 적어도 {over}개 더 열거나 상담을 적어도 {over}건 빼 주십시오."
    ),
    "timetable.jam.part": gettext_noop(
        "'{who}'의 상담 {count}건({meetings})에 가능한 시간대는 {places}개({slots})뿐입니다. 시간대를"
        " 적어도 {over}개 더 열거나 이 상담을 적어도 {over}건 빼 주십시오."
    ),
    "timetable.jam.limit": gettext_noop(
        "'{who}'(은/는) 상담이 {count}건인데 최대 상담 수는 {places}건입니다. 최대 수를 늘리거나"
        " 상담을 적어도 {over}건 빼 주십시오."
    ),
    "timetable.jam.tables": gettext_noop(
        "공용 테이블을 쓸 상담 {count}건({meetings})에 자리가 {places}개뿐입니다(시간대 {slots})."
        " 테이블을 적어도 {more}개 늘리거나 이 상담을 적어도 {over}건 빼 주십시오."
    ),
    "timetable.jam.order": gettext_noop(
        "상담 '{meeting}'(을/를) 순서대로 넣을 시간대가 없습니다: {chain}(하루 시간대 {slots}개)."
        " 순서 하나를 지우거나 시간대를 늘려 주십시오."
    ),
    "timetable.jam.never": gettext_noop(
        "상담 '{meeting}'(은/는) '{first}'(과/와) '{second}'(이/가) 함께 가능한 시간대가 없습니다."
        " 불참, 오전·오후 구분, 고정 시간대를 고치거나 상담을 빼 주십시오."
    ),
    "timetable.knot": gettext_noop(
        "상담 {count}건을 모두 함께 배치할 수는 없습니다: {meetings}. 걸려 있는 참가자: {who}."
    ),
    "timetable.helps.drop": gettext_noop("상담 '{meeting}' 하나를 빼면 나머지는 모두 배치할 수 있습니다."),
    "timetable.helps.fairness": gettext_noop(
        "대기 공백의 허용 차이를 {bound}(으로/로) 늘리면 모두 배치할 수 있습니다."
    ),
    "timetable.helps.no_fairness": gettext_noop("대기 공백의 허용 차이를 없애면 모두 배치할 수 있습니다."),
    "timetable.helps.table": gettext_noop("공용 테이블을 {tables}개로 늘리면 모두 배치할 수 있습니다."),
    "timetable.helps.slot": gettext_noop("시간대를 {slots}개로 늘리면 모두 배치할 수 있습니다."),
}

REPLAN = {
    "timetable.replan.unknown_meeting": "상담 '{value}'(을/를) 찾을 수 없습니다({where}). 다시 골라 주십시오.",
    "timetable.replan.known_meeting": "상담 '{value}'(은/는) 이미 있습니다({where}). 다른 이름을 쓰십시오.",
    "timetable.replan.unknown_participant": (
        "참가자 '{value}'(을/를) 찾을 수 없습니다({where}). 다시 골라 주십시오."
    ),
    "timetable.replan.unknown_table": "{value}번 테이블이 없습니다({where}). 다시 골라 주십시오.",
    "timetable.replan.with_oneself": (
        "'{value}'(이/가) 자신과 상담할 수 없습니다({where}). 다른 상대를 골라 주십시오."
    ),
    "timetable.replan.slot_outside": (
        "상담 '{meeting}'의 시간대 {value}(은/는) 하루(1–{slots}) 밖입니다({where}). 시간표를 고쳐 주십시오."
    ),
    "timetable.replan.double": (
        "지금 시간표에 한 자리나 한 사람이 겹친 상담이 있습니다: {value}({where}). 먼저 고쳐 주십시오."
    ),
    "timetable.replan.why.away": gettext_noop("{who}(이/가) 없어 자리를 옮깁니다."),
    "timetable.replan.why.late": gettext_noop("{who}(이/가) {slot}번 시간대부터 있어 자리를 옮깁니다."),
    "timetable.replan.why.table": gettext_noop("{table}번 테이블을 쓸 수 없어 자리를 옮깁니다."),
    "timetable.replan.why.overrun": gettext_noop(
        "앞의 상담 {meeting}(이/가) {slot}번 시간대까지 이어져 자리를 옮깁니다."
    ),
    "timetable.replan.why.requested": gettext_noop("새로 들어온 상담입니다."),
    "timetable.replan.why.chain": gettext_noop("상담 {meeting}에 자리를 내주려고 옮깁니다."),
    "timetable.replan.why.free": gettext_noop("두 참가자가 함께 비는 자리가 생겨 배치합니다."),
    "timetable.replan.lost.away": gettext_noop("{who}(이/가) 오지 않아 상담할 수 없습니다."),
    "timetable.replan.lost.dropped": gettext_noop("더는 원하지 않는 상담입니다."),
    "timetable.replan.lost.locked": gettext_noop("고정된 상담이라 옮기지 않았습니다."),
    "timetable.replan.moved": gettext_noop(
        "시간대가 바뀌는 상담 {count}건, 테이블만 바뀌는 상담 {tables}건."
    ),
    "timetable.replan.lost": gettext_noop("자리를 잃는 상담이 {count}건 있습니다."),
    "timetable.replan.lost_proven": gettext_noop("남은 시간에 더 많은 상담을 할 수 없음을 증명했습니다."),
    "timetable.replan.fewest": gettext_noop("시간대를 더 적게 옮기는 방법이 없음을 증명했습니다."),
    "timetable.replan.at_least": gettext_noop(
        "더 적게 옮기는 방법이 없는지는 증명하지 못했습니다. 적어도 {bound}건은 옮겨야 합니다."
    ),
}

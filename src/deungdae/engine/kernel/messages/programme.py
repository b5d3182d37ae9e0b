"""Sentences about a forum's programme: what is wrong in the input, broken rules, and what an answer says."""

from __future__ import annotations

PROGRAMME_ISSUES = {
    "programme.talk_twice": "발표 '{value}'(이/가) 두 번 있습니다({where}). 하나만 남겨 주십시오.",
    "programme.room_twice": "발표장 '{value}'(이/가) 두 번 있습니다({where}). 하나만 남겨 주십시오.",
    "programme.slot_twice": "시간대 '{value}'(이/가) 두 번 있습니다({where}). 하나만 남겨 주십시오.",
    "programme.no_talks": "발표가 없습니다({where}). 발표를 하나 이상 넣어 주십시오.",
    "programme.no_rooms": "발표장이 없습니다({where}). 발표장을 하나 이상 넣어 주십시오.",
    "programme.no_slots": "시간대가 없습니다({where}). 시간대를 하나 이상 넣어 주십시오.",
    "programme.too_many_talks": "발표가 {value}건입니다. {most}건 이하로 나누어 계산해 주십시오.",
    "programme.too_many_places": (
        "시간대와 발표장을 곱한 자리가 {value}개입니다. {most}개 이하로 나누어 계산해 주십시오."
    ),
    "programme.too_many_people": "희망한 사람이 {value}명입니다. {most}명 이하로 나누어 계산해 주십시오.",
    "programme.change_minutes": "이동 시간이 {value}분입니다({where}). 0분 이상으로 적어 주십시오.",
    "programme.weight": "가중치가 {value}입니다({where}). 0부터 {most} 사이로 적어 주십시오.",
    "programme.times": (
        "시간대 '{value}'의 시작 {start}분과 끝 {end}분이 맞지 않습니다({where}). 시작을 끝보다 앞에 두고"
        " 자정을 넘기지 마십시오."
    ),
    "programme.capacity": "발표장 '{room}'의 정원이 {value}명입니다({where}). 1명 이상으로 적어 주십시오.",
    "programme.expected": (
        "발표 '{talk}'의 예상 인원이 {value}명입니다({where}). 0명부터 {most}명 사이로 적어 주십시오."
    ),
    "programme.unknown_slot": (
        "발표 '{talk}'에 적힌 시간대 '{value}'(이/가) 없습니다({where}). 시간대 목록에 넣거나 고쳐 주십시오."
    ),
    "programme.unknown_room": (
        "발표 '{talk}'에 적힌 발표장 '{value}'(이/가) 없습니다({where}). 발표장 목록에 넣거나 고쳐 주십시오."
    ),
    "programme.unknown_talk": "발표 '{value}'(이/가) 없습니다({where}). 발표 목록에 넣거나 고쳐 주십시오.",
    "programme.before_itself": "발표 '{value}'(이/가) 자기보다 먼저일 수 없습니다({where}). 고쳐 주십시오.",
}

PROGRAMME_VIOLATIONS = {
    "programme.broken.missing": "발표 '{talk}'(이/가) 편성되지 않았습니다.",
    "programme.broken.placed_twice": "발표 '{talk}'(이/가) 두 번 편성되었습니다.",
    "programme.broken.unknown": "'{talk}', '{slot}', '{room}' 가운데 모르는 이름이 있습니다.",
    "programme.broken.unavailable": "발표 '{talk}'(은/는) 시간대 '{slot}'에 할 수 없습니다.",
    "programme.broken.pinned": "발표 '{talk}'(은/는) 시간대 '{slot}', 발표장 '{room}'에 고정되어 있습니다.",
    "programme.broken.room": "발표장 '{room}'에 같은 시간에 두 발표 '{talk}'(과/와) '{other}'(이/가) 있습니다.",
    "programme.broken.speaker": "'{who}'(이/가) 같은 시간에 두 발표 '{talk}'(과/와) '{other}'에 있어야 합니다.",
    "programme.broken.change": (
        "'{who}'(이/가) 발표 '{talk}'(과/와) '{other}' 사이에 발표장을 옮길 시간이 {minutes}분보다 짧습니다."
    ),
    "programme.broken.plenary": "전체 발표 '{talk}'(과/와) 같은 시간에 발표 '{other}'(이/가) 있습니다.",
    "programme.broken.order": "발표 '{talk}'(이/가) 발표 '{other}'보다 먼저 끝나야 합니다.",
}

PROGRAMME_ANSWERS = {
    "programme.not_known": (
        "모든 조건을 지키는 프로그램을 찾지 못했고, 없다는 것도 증명하지 못했습니다. 고정한 발표나 할 수 없는"
        " 시간대를 줄여 다시 계산해 주십시오."
    ),
    "programme.jam.places": (
        "전체 발표 {plenaries}건과 나머지 발표 {talks}건이 들어갈 자리가 모자랍니다: 서로 겹치지 않는 시간대"
        " {times}개, 발표장 {rooms}개이므로 나머지 발표의 자리는 {places}개입니다. 시간대나 발표장을 늘리거나"
        " 발표를 줄여 주십시오."
    ),
    "programme.jam.speaker": (
        "'{who}'의 발표 {count}건({talks})을 할 수 있는 시간대가 모자랍니다({slots}). 시간을 더 열거나 발표자를"
        " 바꾸어 주십시오."
    ),
    "programme.jam.talks": (
        "발표 {count}건({talks})을 할 수 있는 자리가 {left}개뿐입니다({places}). 할 수 없는 시간대나 고정을 풀어"
        " 주십시오."
    ),
    "programme.need.held": "발표 '{name}'(을/를) 편성해야 합니다.",
    "programme.need.absent": "발표 '{name}'(은/는) 할 수 없는 시간대가 있습니다.",
    "programme.need.pinned": "발표 '{name}'의 자리가 고정되어 있습니다.",
    "programme.need.plenary": "발표 '{name}'(은/는) 전체 발표이므로 같은 시간에 다른 발표가 없어야 합니다.",
    "programme.need.before": "발표 '{name}'(이/가) 발표 '{later}'보다 먼저여야 합니다.",
    "programme.need.speaker": "'{name}'(은/는) 한 번에 한 발표에만 있을 수 있고 옮길 시간이 필요합니다.",
    "programme.optimal": "이보다 나은 프로그램은 없습니다(최적, 증명됨).",
    "programme.bounded": "비용은 {cost}이고, 어떤 프로그램도 {bound}보다 적을 수 없습니다. 최적인지는 증명하지 못했습니다.",
    "programme.cost.wish": "듣고 싶은 두 발표가 같은 시간에 있는 경우: {count}명(비용 {cost}).",
    "programme.cost.capacity": "발표장 정원을 넘는 인원: {count}명(비용 {cost}).",
    "programme.cost.rooms": "한 주제가 더 쓰는 발표장: {count}곳(비용 {cost}).",
    "programme.cost.holes": "한 주제의 발표 사이에 빈 시간대: {count}개(비용 {cost}).",
    "programme.cost.foreign": "다른 주제의 발표장에서 하는 발표: {count}건(비용 {cost}).",
    "programme.cost.last": "하루의 마지막 시간대에 예상되는 인원: {count}명(비용 {cost}).",
    "programme.place.here": "발표 '{talk}'(은/는) 시간대 '{slot}', 발표장 '{room}'에 있습니다.",
    "programme.place.worse": "시간대 '{slot}', 발표장 '{room}': 비용이 {change} 늘어납니다({parts}).",
    "programme.place.same": "시간대 '{slot}', 발표장 '{room}': 비용이 같습니다.",
    "programme.place.better": "시간대 '{slot}', 발표장 '{room}': 비용이 {change} 줄어듭니다({parts}).",
    "programme.place.forbidden": "{why} 그래서 시간대 '{slot}', 발표장 '{room}'에는 둘 수 없습니다.",
}

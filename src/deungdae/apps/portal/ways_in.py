"""Ways in by who somebody is: what there is for them, and the first step."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Door:
    """A page to go on to: the name of its address, and its words."""

    route: str
    words: Promise


@dataclass(frozen=True, slots=True)
class WayIn:
    """`gains`: (what, in a sentence); `steps`: in their order; `doors`: what can be looked at without an
    account; `needs_invitation`: an account alone opens nothing."""

    code: str
    title: Promise
    short: Promise
    lead: Promise
    gains: tuple[tuple[Promise, Promise], ...]
    steps: tuple[Promise, ...]
    doors: tuple[Door, ...]
    needs_invitation: bool = False


COMPANY = WayIn(
    "company",
    _("기업을 경영합니다"),
    _("우리 회사의 수준을 알고, 맞는 지원과 상대를 찾습니다."),
    _(
        "어디까지 왔는지 진단하고, 다음에 할 일을 순서와 비용까지 보여 드리고, 할 수 있는 기업을 만나게"
        " 합니다."
    ),
    (
        (_("성숙도 진단"), _("여섯 영역의 점수와 비슷한 기업의 자리를 보고, 무엇부터 할지 압니다.")),
        (_("맞춤형 로드맵"), _("격차와 목표에 맞추어 지원 항목을 순서대로 놓고 비용과 까닭을 적습니다.")),
        (_("1:1 상담"), _("카라반 상담일에 솔루션을 가진 기업을 시간표대로 만납니다.")),
        (_("직원 교육"), _("직원을 과정에 보내고 수료를 기업 카드에서 봅니다.")),
    ),
    (
        _("이메일 주소로 가입합니다."),
        _("사업자등록번호로 우리 기업을 찾아 담당자로 신청합니다. 센터가 확인하면 기업 카드가 열립니다."),
        _("디지털 성숙도 진단을 시작합니다."),
    ),
    (
        Door("academy:catalogue", _("교육 과정 보기")),
        Door("gap:home", _("비슷한 기업은 어떤지 보기")),
        Door("solutions:list", _("솔루션 찾아보기")),
    ),
)
SUPPLIER = WayIn(
    "supplier",
    _("솔루션을 제공합니다"),
    _("정말로 필요한 기업에 알려지고, 공평한 상담일을 갖습니다."),
    _("솔루션을 한 번 올리면 필요한 기업이 찾고, 상담일의 시간표는 누구에게나 같은 규칙으로 짭니다."),
    (
        (_("솔루션 소개"), _("분야, 기술, 업종, 지역, 가격으로 찾아지고 도입 사례를 함께 보입니다.")),
        (_("상담 신청"), _("수요기업의 신청을 받고 답합니다. 먼저 신청할 수도 있습니다.")),
        (
            _("공평한 시간표"),
            _("기다리는 시간이 가장 짧은 시간표를 계산하고, 그 까닭을 누구나 다시 확인할 수 있습니다."),
        ),
    ),
    (
        _("이메일 주소로 가입합니다."),
        _("사업자등록번호로 우리 기업을 찾아 담당자로 신청합니다."),
        _("솔루션을 적고, 기업 소개를 모두에게 보이기로 동의하면 공개됩니다."),
    ),
    (
        Door("solutions:list", _("올라온 솔루션 보기")),
        Door("companies:list", _("소개된 기업 보기")),
        Door("notices:board", _("모집 공고 보기")),
    ),
)
MENTOR = WayIn(
    "mentor",
    _("멘토입니다"),
    _("아는 것을 나누고, 잘 맞는 기업을 만납니다."),
    _("센터가 전문 분야를 보고 초대합니다. 초대를 받으면 강의, 포럼 발표와 심사를 이 누리집에서 합니다."),
    (
        (_("잘 맞는 자리"), _("전문 분야에 맞는 과정의 강사나 포럼의 발표자로 함께합니다.")),
        (_("적은 서류"), _("일정과 출석, 자료를 한 화면에서 다룹니다.")),
        (_("남는 기록"), _("무엇을 도왔는지가 기업 카드에 증거로 남습니다.")),
    ),
    (
        _("포럼의 발표 모집에 응하거나, 공지에 적힌 담당자에게 전문 분야를 알립니다."),
        _("센터가 초대 메일을 보냅니다. 메일의 링크에서 비밀번호를 정합니다."),
        _("로그인하면 ‘오늘’ 화면에 맡은 일이 보입니다."),
    ),
    (
        Door("forum:forums", _("포럼과 발표 모집 보기")),
        Door("notices:board", _("모집 공고 보기")),
    ),
    needs_invitation=True,
)
MINISTRY = WayIn(
    "ministry",
    _("부처에서 일합니다"),
    _("과제를 한곳에서 보고하고, 정책의 진행을 봅니다."),
    _("세부과제의 이정표, 지표, 예산을 한 번만 적고, 늦은 과제와 그 까닭을 부처가 함께 봅니다."),
    (
        (_("과제 보고"), _("맡은 과제의 진행을 적고, 승인과 보완 요청의 까닭이 모두 남습니다.")),
        (_("진행 상태"), _("정상, 주의, 위험을 밝힌 규칙으로 계산하고 그 까닭을 보입니다.")),
        (_("점검 회의"), _("늦은 과제로 안건을 만들고, 결정과 지시를 다음 회의에서 이어 봅니다.")),
    ),
    (
        _("센터가 부처의 담당자에게 초대 메일을 보냅니다. 아직 받지 못하셨으면 센터에 알려 주십시오."),
        _("메일의 링크에서 비밀번호와 2단계 인증을 정합니다."),
        _("로그인하면 부처의 과제와 이번 보고가 먼저 보입니다."),
    ),
    (
        Door("portal:datasets", _("통계 보기")),
        Door("gap:home", _("디지털 격차 보기")),
    ),
    needs_invitation=True,
)
LEARNER = WayIn(
    "learner",
    _("배우고 싶습니다"),
    _("과정을 듣고, 누구나 확인할 수 있는 수료증을 받습니다."),
    _("최고경영자부터 현장 리더까지, 맡은 일과 수준에 맞는 과정이 있습니다."),
    (
        (_("수준별 과정"), _("교육 대상과 수준으로 고르고, 과정을 마치면 무엇을 할 수 있는지 미리 봅니다.")),
        (
            _("공정한 자리"),
            _("선착순, 승인, 추첨 가운데 무엇인지 밝히고, 추첨은 누구나 다시 해 볼 수 있습니다."),
        ),
        (_("확인되는 수료증"), _("번호나 QR 코드로 누구나 진짜인지 확인합니다.")),
    ),
    (
        _("교육 과정에서 모집 중인 기수를 고릅니다."),
        _("이메일 주소로 가입하고 수강을 신청합니다."),
        _("자리가 확정되면 일정과 자료를 ‘오늘’ 화면에서 봅니다."),
    ),
    (
        Door("academy:catalogue", _("교육 과정 보기")),
        Door("forum:forums", _("포럼 보기")),
        Door("academy:verify", _("수료증 확인하기")),
    ),
)
WAYS: Mapping[str, WayIn] = {one.code: one for one in (COMPANY, SUPPLIER, MENTOR, MINISTRY, LEARNER)}

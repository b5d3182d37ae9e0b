"""The board of the demo's centre: made-up notices, one with a file, one planned, one ended, one draft."""

from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.documents.hwpx.model import Paper, Table, Text
from deungdae.apps.core.documents.hwpx.write import written
from deungdae.apps.notices.models import Notice
from deungdae.apps.notices.services.attachments import attach
from deungdae.apps.notices.services.notices import NoticeFacts, create_notice, transition_notice
from deungdae.apps.notices.services.pinning import pin

FORM_KEY = UUID("019f0000-0000-7000-8000-000000000001")
CALL_BODY = """<p>디지털 전환을 준비하는 중견기업을 찾습니다. 진단부터 실행까지 한 해 동안 함께합니다.</p>
<h2>지원 내용</h2><ul><li>디지털 성숙도 진단과 맞춤형 로드맵</li><li>공급기업과의 1:1 상담</li>
<li>과제 실행 멘토링 60시간</li></ul>
<h2>일정</h2><table><tbody><tr><th>구분</th><th>때</th><th>방법</th></tr>
<tr><td>접수</td><td>12. 1. ~ 12. 19. 18:00</td><td>누리집</td></tr>
<tr><td>서면 평가</td><td>1. 5. ~ 1. 9.</td><td>평가위원회</td></tr>
<tr><td>발표</td><td>1. 16.</td><td>개별 통보</td></tr></tbody></table>
<p>신청서는 붙임 파일을 쓰고, 궁금한 점은 연락처로 물어 주십시오.</p>"""
PRESS_BODY = """<p>디지털 혁신센터는 천안에서 연 ‘찾아가는 디지털 카라반’에서 수요기업 12곳과 공급기업 20곳이
1:1로 상담했다고 밝혔다.</p><blockquote><p>“필요한 기술을 가진 곳을 한자리에서 만나 석 달 걸릴 일을 하루에
마쳤다.” (참가 기업 담당자)</p></blockquote><p>센터는 상담 뒤 석 달 동안 계약까지 곁에서 돕는다.</p>"""
NOTICES: tuple[tuple[int, str, str, str, tuple[str, ...]], ...] = (
    (
        210,
        "notice",
        "디지털 혁신센터 누리집을 새로 열었습니다",
        "<p>진단과 로드맵, 상담 신청을 한 곳에서 합니다.</p>",
        (),
    ),
    (160, "press", "찾아가는 디지털 카라반, 천안에서 1:1 상담", PRESS_BODY, ("카라반",)),
    (
        120,
        "event",
        "산학연 포럼 발표를 모집합니다",
        "<p>현장에서 겪은 데이터 활용을 나눌 분을 기다립니다.</p>",
        ("포럼", "데이터"),
    ),
    (
        75,
        "tender",
        "교육장 영상 장비 구매 입찰 공고",
        "<p>규격과 제출 서류는 나라장터 공고를 보십시오. 문의는 경영지원팀입니다.</p>",
        (),
    ),
    (
        40,
        "notice",
        "개인정보 처리방침이 바뀝니다",
        "<p>포럼 참가자의 정보를 지우는 때를 행사 뒤 3년으로 정했습니다.</p>",
        (),
    ),
    (
        21,
        "call",
        "현장 리더 과정 9기를 모집합니다",
        "<p>생산 현장의 변화를 이끌 반장·조장 30명을 모십니다. 교육비는 없습니다.</p>",
        ("교육",),
    ),
    (
        9,
        "event",
        "찾아가는 디지털 카라반이 창원에 갑니다",
        "<p>스마트공장과 AI 검사 솔루션 공급기업 40곳이 함께합니다.</p>",
        ("카라반", "스마트공장"),
    ),
    (
        3,
        "notice",
        "연말연시 상담 창구 운영 안내",
        "<p>12월 31일과 1월 2일에는 전화 상담을 오전에만 합니다.</p>",
        (),
    ),
)
"""Days ago, category, title, text, tags. Made up."""


def make_notices(staff: User) -> int:
    """How many there are."""
    for days, category, title, body, tags in NOTICES:
        with clock.turned_to(moment(clock.today() - timedelta(days=days), 10 * 60)):
            publish(write(staff, category, title, body, tags), staff)
    call = write(staff, "call", "디지털 전환 동행 기업 모집", CALL_BODY, ("스마트공장", "데이터", "멘토링"))
    add_form(call, staff)
    publish(call, staff)
    pin(notice=Notice.objects.get(pk=call.pk), place=1)
    tomorrow = moment(clock.today() + timedelta(days=1), 9 * 60)
    planned = write(staff, "press", "새해 디지털 전환 지원 계획 발표", PRESS_BODY, ())
    transition_notice(notice=planned, target="scheduled", at=tomorrow, actor=staff)
    write(staff, "event", "CEO 아카데미 동문 모임(초안)", "<p>날짜를 정하고 있습니다.</p>", ())
    ended = Notice.objects.get(title=NOTICES[3][2])
    transition_notice(notice=ended, target="expired", actor=staff)
    Notice.objects.filter(title=NOTICES[0][2]).update(imported_views=1_284)
    return Notice.objects.count()


def write(staff: User, category: str, title: str, body: str, tags: tuple[str, ...]) -> Notice:
    facts = NoticeFacts(
        category=category,
        title=title,
        body=body,
        department="기업지원팀",
        person="김도윤",
        contact="02-0000-0000",
        tags=tags,
    )
    return create_notice(facts=facts, actor=staff)[0]


def publish(notice: Notice, staff: User) -> None:
    transition_notice(notice=notice, target="published", actor=staff)


def add_form(notice: Notice, staff: User) -> None:
    """The form of the application, as people know it: a document of Hangul."""
    rows = (("기업명", ""), ("사업자등록번호", ""), ("주요 제품", ""), ("디지털 전환에서 가장 급한 일", ""))
    paper = Paper(
        title="동행 기업 신청서",
        blocks=(
            Text("아래 표를 채워 누리집에 올려 주십시오."),
            Table(rows=rows, widths=(3, 7), head=("항목", "내용")),
        ),
    )
    file = SimpleUploadedFile("동행 기업 신청서.hwpx", written(paper))
    attach(notice=notice, file=file, description="", key=FORM_KEY, actor=staff)

"""The same report for the Korean word processor, to be gone on with."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.hwpx.model import Align, Block, Heading, Items, Paper, Table, Text
from deungdae.apps.core.documents.hwpx.write import written
from deungdae.apps.diagnosis.bridge.results import Part
from deungdae.apps.diagnosis.selectors.peers import Peers
from deungdae.apps.diagnosis.selectors.report import Told
from deungdae.apps.diagnosis.selectors.since import Since

NUMBERS: tuple[Align, ...] = ("LEFT", "RIGHT", "RIGHT", "RIGHT")
CELLS = 10
"""Of a bar in letters: the word processor gets text, not a picture."""


def report_hwpx(told: Told) -> bytes:
    assessment = told["assessment"]
    made = date_format(localtime(clock.now()), "DATETIME_FORMAT")
    facts = [(fact["term"], fact["value"]) for fact in told["facts"]]
    blocks: list[Block] = [
        Text(f"{centre_name()} · {told['title']}", align="CENTER"),
        Table(rows=(*facts, (_("만든 때"), made)), widths=(25, 75)),
        *(Text(text) for text in told["odd"]),
        *scores(told),
        *advice(told),
        *beside_others(told),
        *changed(told["since"], assessment.round),
        *rests_on(told["proven"]),
        Heading(_("어떻게 채점했나")),
        Text(told["rule_about"]),
    ]
    return written(Paper(title=assessment.organisation.name, blocks=tuple(blocks)))


def scores(told: Told) -> Iterator[Block]:
    if told["whole"] is None:
        yield Text(_("이 진단은 종합 점수를 내지 않습니다. 영역별 수준을 따로 보십시오."))
    else:
        yield Heading(told["whole"].name)
        whole: Part = told["whole"]
        yield Text(f"{whole.points} · {whole.level}", bold=True, size=14)
        if whole.change:
            yield Text(
                _("%(round)s보다 %(change)s") % {"round": told["before"].round, "change": whole.change}
            )
    yield Heading(_("영역별 결과"))
    rows = tuple((one.name, one.points, one.level, drawn(one)) for one in told["parts"])
    yield Table(rows=rows, widths=(34, 14, 18, 34), head=(_("영역"), _("점수"), _("단계"), _("막대")))
    yield Items(tuple(f"{one.name}: {one.means}" for one in told["parts"] if one.means))


def drawn(part: Part) -> str:
    """A bar in letters: done, planned, open."""
    sure, planned = (round(CELLS * float(one) / 100) for one in (part.sure, part.planned))
    return "■" * sure + "▨" * planned + "□" * (CELLS - sure - planned)


def advice(told: Told) -> Iterator[Block]:
    if told["strengths"]:
        yield Heading(_("잘하고 있는 것"))
        yield Text(told["strength_rule"])
        yield Items(tuple(f"{one.name} ({one.level}) {one.means}".strip() for one in told["strengths"]))
    if told["steps"]:
        yield Heading(_("다음에 할 일"))
        yield Text(_("가장 약한 영역부터, 다음 단계의 모습입니다."))
        yield Items(
            tuple(f"{one.name} ({one.way}) {one.looks}".strip() for one in told["steps"]), numbered=True
        )


def beside_others(told: Told) -> Iterator[Block]:
    peers: Peers | None = told["peers"]
    if not told["has_whole"]:
        return
    yield Heading(_("비슷한 기업과 견주면"))
    if peers is None:
        yield Text(told["no_peers"])
        return
    yield Text(peers.verdict, bold=True)
    rows = ((_("우리"), peers.own), (_("평균"), peers.mean), (_("95% 구간"), peers.interval))
    yield Table(rows=(*rows, (_("기업"), f"{peers.cell}, {peers.n}")), widths=(25, 75))
    yield Items(peers.steps)


def changed(since: Since | None, wanted: str) -> Iterator[Block]:
    if since is None:
        return
    yield Heading(_("T0 뒤로 달라진 것"))
    yield from (Text(note) for note in since.notes)
    if since.changes:
        rows = tuple((one.name, one.before, one.after, one.change) for one in since.changes)
        head = (_("영역"), "T0", wanted, _("달라진 만큼"))
        yield Table(rows=rows, widths=(46, 18, 18, 18), head=head, aligns=NUMBERS)
    else:
        yield Text(_("T0과는 판이나 채점 규칙이 달라 점수를 바로 견주지 않습니다."))
    for group in since.received:
        yield Text(group.label, bold=True)
        yield Items(tuple(f"{day} {text}" for day, text in group.lines))
    if not since.received:
        yield Text(_("그사이 센터에서 받은 교육이나 상담이 기업 카드에 없습니다."))
    yield Text(_("점수가 달라진 까닭이 받은 것이라는 뜻은 아닙니다. 받지 않은 기업도 달라집니다."))


def rests_on(proven: Told | None) -> Iterator[Block]:
    if proven is None:
        return
    yield Heading(_("응답, 근거, 확인"))
    rows = tuple((line.name, *(side.points for side in line.sides)) for line in proven["lines"])
    head = (_("영역"), _("자기 응답"), _("근거 있음"), _("확인됨"))
    yield Table(rows=rows, widths=(46, 18, 18, 18), head=head, aligns=NUMBERS)
    yield Text(proven["counted"])

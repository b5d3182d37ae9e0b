"""What people type and paste becomes plain, safe HTML that means the same."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from deungdae.apps.notices.rich_text import TAGS, cleaned, plain

WORD = (
    "<html><head><style>p.MsoNormal{margin:0}</style><!--[if gte mso 9]><xml></xml><![endif]--></head>"
    "<body lang=KO><p class=MsoTitle>모집 안내</p>"
    "<p class=MsoNormal><b><span style='font-size:12.0pt'>지원 대상<o:p></o:p></span></b></p>"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    "<p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>"
    "첫째</p>"
    "<p class=MsoListParagraph><span>·<span>&nbsp; </span></span>둘째</p></body></html>"
)
HANGUL = (
    "<P CLASS=HStyle0 STYLE='line-height:160%;'>"
    "<SPAN STYLE='font-family:\"함초롬바탕\";font-weight:bold'>일정</SPAN></P>"
    "<TABLE border=1><TR><TD colspan=2 rowspan=1 STYLE='width:200px'><P CLASS=HStyle0>구분</P></TD></TR>"
    "<TR><TD>접수</TD><TD>12. 1.</TD></TR></TABLE>"
)


def test_word_keeps_headings_emphasis_and_lists_and_loses_its_looks() -> None:
    found = cleaned(WORD)
    assert found.body == (
        "<h2>모집 안내</h2><p><strong>지원 대상</strong></p><ul><li>첫째</li><li>둘째</li></ul>"
    )
    assert found.text == "모집 안내\n지원 대상\n- 첫째\n- 둘째"


def test_numbered_paragraphs_of_word_become_an_ordered_list() -> None:
    source = "<p class=MsoListParagraph>1.&nbsp;&nbsp;접수</p><p class=MsoListParagraph>2) 심사</p>"
    assert cleaned(source).body == "<ol><li>접수</li><li>심사</li></ol>"


def test_hangul_keeps_tables_with_merged_cells() -> None:
    assert cleaned(HANGUL).body == (
        '<p><strong>일정</strong></p><table><tbody><tr><td colspan="2"><p>구분</p></td></tr>'
        "<tr><td>접수</td><td>12. 1.</td></tr></tbody></table>"
    )


def test_plain_text_gets_paragraphs_headings_lists_and_links() -> None:
    found = cleaned(
        "안녕\n하세요\n\n## 일정\n- 가\n- 나\n\n1. 하나\n2. 둘\n\n자세히: https://a.example/b?c=1&d=2."
    )
    assert found.body == (
        "<p>안녕<br>하세요</p><h2>일정</h2><ul><li>가</li><li>나</li></ul><ol><li>하나</li><li>둘</li></ol>"
        '<p>자세히: <a href="https://a.example/b?c=1&amp;d=2" rel="noopener noreferrer">'
        "https://a.example/b?c=1&amp;d=2</a>.</p>"
    )


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script><p>글</p>",
        "<p onclick='alert(1)'>글</p>",
        "<a href='javascript:alert(1)'>글</a>",
        "<a href=' java\tscript:alert(1)'>글</a>",
        "<a href='data:text/html,x'>글</a>",
        "<svg><script>alert(1)</script></svg><p>글",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math><p>글",
        "<p style='background:url(javascript:alert(1))'>글</p>",
        "<iframe src='https://x.example'></iframe><p>글",
        "<form action='https://x.example'><input name=q></form><p>글",
        "<img src=x onerror=alert(1)><p>글",
        "<p>글<!-- <script>alert(1)</script> --></p>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript><p>글",
    ],
)
def test_nothing_that_could_act_gets_through(source: str) -> None:
    body = cleaned(source).body
    assert "글" in body
    for sign in (
        "script",
        "onerror",
        "onclick",
        "javascript",
        "style",
        "<img",
        "iframe",
        "<form",
        "data:",
        "<!--",
    ):
        assert sign not in body.lower()


def test_pictures_are_counted_and_left_out() -> None:
    found = cleaned("<p>앞<img src='data:image/png;base64,xx'></p><img src='file:///C:/a.png'>")
    assert (found.body, found.pictures) == ("<p>앞</p>", 2)


def test_hangul_in_parts_is_composed_and_marks_nobody_sees_are_gone() -> None:
    assert cleaned("<p>\u1112\u1161\u11ab\u200b글\ufeff</p>").body == "<p>한글</p>"


def test_signs_that_look_like_tags_are_kept_as_signs() -> None:
    assert cleaned("3 < 5 이고 5 > 3 입니다").text == "3 < 5 이고 5 > 3 입니다"


def test_very_deep_nesting_ends() -> None:
    assert cleaned("<div>" * 5_000 + "글").text == "글"


@example("<<b>")
@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"' abpdivtrscriptonx&;!-가\n", max_size=200))
def test_whatever_comes_in_only_known_elements_come_out_and_a_second_time_changes_nothing(
    source: str,
) -> None:
    body = cleaned(source).body
    names = {part.split(">")[0].split(" ")[0].strip("/") for part in body.split("<")[1:]}
    assert names <= TAGS
    assert plain(cleaned(body).body) == plain(body)

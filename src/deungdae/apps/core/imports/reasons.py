"""Why a file cannot be read, in words: what is wrong with it and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.korean import sentence

SAVE_AS = gettext_lazy(
    "Excel에서 열어 [다른 이름으로 저장] → ‘Excel 통합 문서(.xlsx)’로 저장한 뒤 다시 올려 주십시오."
)

FOUND_NAMES = {
    "docx": gettext_lazy("Word 문서"),
    "pptx": gettext_lazy("PowerPoint 문서"),
    "hwpx": gettext_lazy("한글 문서(.hwpx)"),
    "ods": gettext_lazy("OpenDocument 스프레드시트(.ods)"),
    "xlsb": gettext_lazy("Excel 바이너리 통합 문서(.xlsb)"),
    "zip": gettext_lazy("일반 압축 파일"),
}
KIND_NAMES = {
    "pdf": gettext_lazy("PDF 문서"),
    "picture": gettext_lazy("그림 파일"),
    "html": gettext_lazy("웹 페이지(HTML)"),
    "xml": gettext_lazy("XML 문서"),
    "binary": gettext_lazy("종류를 알 수 없는 파일"),
}
SENTENCES = {
    "empty": gettext_lazy("파일이 비어 있습니다(0바이트). 내용을 저장한 파일인지 확인해 주십시오."),
    "ole_encrypted": gettext_lazy(
        "암호로 보호된 파일이라 읽을 수 없습니다. Excel에서 암호를 입력해 연 뒤 "
        "[파일] → [정보] → [통합 문서 보호]에서 암호를 지우고 저장해 다시 올려 주십시오."
    ),
    "ole_xls": gettext_lazy("옛 Excel 형식(.xls) 파일입니다. %(save_as)s"),
    "ole_hwp": gettext_lazy("한글 문서(.hwp)입니다. 표를 Excel로 옮겨 .xlsx로 저장한 뒤 올려 주십시오."),
    "ole_other": gettext_lazy("옛 문서 형식의 파일이라 읽을 수 없습니다. %(save_as)s"),
    "encrypted": gettext_lazy("압축 파일 안이 암호로 잠겨 있어 읽을 수 없습니다. %(save_as)s"),
    "mismatch": gettext_lazy(
        "파일 이름은 ‘.%(extension)s’인데 내용은 %(found)s 형식입니다. "
        "파일 이름의 끝을 ‘.%(found)s’로 바꾸거나 원래 프로그램에서 다시 저장해 주십시오."
    ),
    "damaged": gettext_lazy("파일이 손상되었거나 끝까지 올라오지 않아 읽을 수 없습니다. %(save_as)s"),
    "bomb": gettext_lazy(
        "압축을 풀면 지나치게 커지는 파일이라 읽지 않았습니다(한도 %(megabytes)s MB, 100배). "
        "필요한 시트만 새 파일에 복사해 다시 올려 주십시오."
    ),
    "cells": gettext_lazy("값이 있는 셀이 %(limit)s개를 넘습니다. 파일을 나누어 올려 주십시오."),
    "area": gettext_lazy(
        "시트 ‘%(sheet)s’의 값이 너무 넓게 흩어져 있습니다(%(rows)s행 × %(columns)s열). "
        "표 밖의 멀리 떨어진 셀을 지우고 다시 올려 주십시오."
    ),
    "no_sheet": gettext_lazy(
        "읽을 수 있는 시트가 없습니다. 숨긴 시트라면 숨기기를 취소하고 저장해 주십시오."
    ),
    "nul": gettext_lazy(
        "%(line)s번째 줄에 글자가 아닌 빈 바이트(NUL)가 있어 표로 읽을 수 없습니다. "
        "원래 프로그램에서 CSV로 다시 저장해 주십시오."
    ),
    "encoding": gettext_lazy(
        "%(line)s번째 줄에 UTF-8로도 CP949로도 읽을 수 없는 글자가 있습니다. "
        "Excel에서 ‘CSV UTF-8(쉼표로 분리)’ 형식으로 다시 저장해 주십시오."
    ),
    "quote": gettext_lazy(
        '%(line)s번째 줄에서 시작한 큰따옴표(")의 짝이 맞지 않습니다. '
        '그 줄의 따옴표를 지우거나 두 번("") 적어 주십시오.'
    ),
    "memory": gettext_lazy(
        "파일을 읽는 데 허용된 메모리(%(megabytes)s MB)를 넘었습니다. "
        "필요한 시트와 열만 남기거나 파일을 나누어 올려 주십시오."
    ),
    "slow": gettext_lazy(
        "파일을 읽는 데 허용된 시간(%(seconds)s초)을 넘었습니다. "
        "필요한 시트와 열만 남기거나 파일을 나누어 올려 주십시오."
    ),
    "lost": gettext_lazy("올린 파일이 저장소에 없습니다. 같은 파일을 다시 올려 주십시오."),
    "large": gettext_lazy("파일이 %(megabytes)s MB를 넘습니다. 파일을 나누어 올려 주십시오."),
    "extension": gettext_lazy(
        "‘{name}’(은/는) 받을 수 없는 형식입니다. Excel 통합 문서(.xlsx)나 CSV(.csv) 파일을 올려 주십시오."
    ),
}


def refusal(code: str, **detail: str | int) -> RefusedError:
    """The error to raise for an unreadable file."""
    return RefusedError(f"file_{code}", reason_of(code, detail))


def reason_of(code: str, detail: dict[str, str | int]) -> str:
    if code == "extension":
        return sentence(str(SENTENCES[code]), detail)
    if code in KIND_NAMES:
        return _(
            "표 파일이 아니라 %(kind)s입니다. 표를 Excel 통합 문서(.xlsx)나 CSV로 저장해 올려 주십시오."
        ) % {"kind": KIND_NAMES[code]}
    if code == "not_workbook":
        return _("Excel 통합 문서가 아니라 %(kind)s입니다. %(save_as)s") % {
            "kind": FOUND_NAMES.get(str(detail.get("found")), FOUND_NAMES["zip"]),
            "save_as": SAVE_AS,
        }
    return str(SENTENCES.get(code, SENTENCES["damaged"])) % {**detail, "save_as": SAVE_AS}

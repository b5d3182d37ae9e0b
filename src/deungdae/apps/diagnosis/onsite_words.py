"""What the page that a device takes along says by itself; it fills {count} and the like."""

from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError


def page_words() -> dict[str, str]:
    return {
        "online": _("연결됨"),
        "sending": _("연결됨 – 답 {count}개를 보내는 중"),
        "sent": _("연결됨 – 모두 보냄 {time}"),
        "held": _("연결됨 – 보내지 못한 답 {count}개를 이 기기에 보관 중"),
        "offline": _("연결 없음 – 답 {count}개를 이 기기에 보관 중"),
        "offline_empty": _("연결 없음 – 이제부터 하는 답을 이 기기에 보관합니다"),
        "later": _("센터가 지금 답을 받지 못함 – 답 {count}개를 이 기기에 보관 중, 곧 다시 보냄"),
        "signin": _("로그인이 끝남 – 답 {count}개를 이 기기에 보관 중"),
        "other": _("다른 사람이 로그인함"),
        "gone": _("이 진단을 더 볼 수 없음 – 답 {count}개를 이 기기에 보관 중"),
        "done": _("{total}문항 가운데 {count}문항에 답함"),
        "not_yet": _("연결이 없는 곳에 가기 전에 이 화면을 기기에 담아 두십시오."),
        "taken": _("이 기기에 담아 두었습니다({time}). 연결이 없어도 이 화면을 열 수 있습니다."),
        "taking": _("담는 중입니다. 끝날 때까지 연결을 유지해 주십시오."),
        "not_taken": _("담지 못했습니다. 연결을 확인하고 다시 눌러 주십시오."),
        "now_saved": _("센터에 저장된 답: {lines}"),
        "nothing_saved": _("센터에 저장된 답은 없습니다."),
    }


def unread() -> RefusedError:
    message = _("이 기기가 보낸 것을 읽을 수 없습니다. 화면을 새로 고친 뒤 다시 보내 주십시오.")
    return RefusedError("unread", message)


def wrong_person() -> RefusedError:
    message = _("이 기기의 답은 다른 사람의 것이라 보내지 않았습니다. 답한 사람으로 로그인해 주십시오.")
    return RefusedError("person", message)

"""`deungdae demo`: from nothing to the product with a made-up centre, on this computer."""

import os
import socket
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import typer

from deungdae.engine.kernel.korean import sentence
from deungdae.project.processes.commands import (
    DEMO,
    Host,
    Port,
    keep_own_address,
    web_child,
    worker_child,
)
from deungdae.project.processes.supervisor import Supervisor

READY_WITHIN_SECONDS = 60.0


def demo(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """데모 센터를 만들어 엽니다. 두 번째부터는 만든 자료로 바로 엽니다."""
    os.environ["DJANGO_SETTINGS_MODULE"] = DEMO
    keep_own_address(host=host, port=port)
    refuse_busy_port(host, port)
    prepare()
    supervisor = Supervisor([web_child(host=host, port=port, settings=DEMO), worker_child(settings=DEMO)])
    supervisor.stop_on_signals()
    supervisor.start()
    if wait_until_alive(host, port, supervisor):
        announce(host, port)
    raise typer.Exit(supervisor.watch())


def refuse_busy_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            sys.stderr.write(
                sentence(
                    "{address}(을/를) 다른 프로그램이 쓰고 있습니다. --port로 다른 포트를 고르십시오.\n",
                    {"address": f"{host}:{port}"},
                )
            )
            raise typer.Exit(2) from None


def prepare() -> None:
    """Database, static files and demo data; what is there already is left as it is."""
    import django  # noqa: PLC0415 - settings first

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from deungdae.apps.portal.demo.load import load_demo  # noqa: PLC0415

    say("데이터베이스를 준비합니다.")
    call_command("migrate", verbosity=0)
    collect_static(Path(settings.STATIC_ROOT))
    call_command("load_reference", verbosity=0)
    say("데모 자료를 준비합니다.")
    load_demo(say=say)


def collect_static(root: Path) -> None:
    """Anew when any of our static files is newer than the last collection."""
    from django.core.management import call_command  # noqa: PLC0415

    stamp = root / ".collected"
    package = Path(__file__).resolve().parents[2]
    newest = max(path.stat().st_mtime for path in package.glob("apps/*/static/**/*"))
    if stamp.exists() and stamp.stat().st_mtime >= newest:
        return
    say("화면 파일을 모읍니다.")
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.touch()


def wait_until_alive(host: str, port: int, supervisor: Supervisor) -> bool:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and not supervisor.stopped.is_set():
        try:
            with urlopen(f"http://{host}:{port}/healthz", timeout=2) as answer:  # nosec B310
                return bool(answer.status == 200)
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def announce(host: str, port: int) -> None:
    from django.conf import settings  # noqa: PLC0415

    from deungdae.apps.portal.demo.people import DEMO_PASSWORD, SIGN_INS  # noqa: PLC0415

    say("")
    say(f"등대를 열었습니다:  http://{host}:{port}/")
    say("데모 로그인 (비밀번호는 모두 같습니다: " + DEMO_PASSWORD + ")")
    for sign_in in SIGN_INS:
        say(f"  {sign_in.email:<28} {sign_in.role}")
    say(f"데모가 보내는 메일은 {settings.MAIL_LOG}에 쌓입니다. Ctrl-C로 모두 끕니다.")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()

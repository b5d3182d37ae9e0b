"""serve, worker, manage: what runs an installation."""

import os
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from deungdae.project.processes.supervisor import Child, Supervisor
from deungdae.project.settings import DEMO_KEY

PRODUCTION, DEMO = "deungdae.project.settings.production", "deungdae.project.settings.demo"
Host = Annotated[str, typer.Option(help="주소")]
Port = Annotated[int, typer.Option(help="포트")]


def web_child(*, host: str, port: int, settings: str) -> Child:
    """The web server: granian with one WSGI process of several threads."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "8", "--no-ws", "--log-level", "warning"]
    command += ["--respawn-failed-workers", "deungdae.project.wsgi:application"]
    return Child(name="web", command=command, environment=with_settings(settings))


def worker_child(*, settings: str) -> Child:
    command = [sys.executable, "-m", "deungdae.project.processes.worker"]
    return Child(name="worker", command=command, environment=with_settings(settings))


def keep_own_address(*, host: str, port: int) -> None:
    """Links in mails lead to where this installation listens, unless its address is given."""
    os.environ.setdefault("DEUNGDAE_SITE_ADDRESS", f"http://{own_name(host)}:{port}")


def own_name(host: str) -> str:
    """How this computer names an address that it listens on."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        return "127.0.0.1"
    return f"[{host}]" if address.version == 6 else host


def with_settings(settings: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "PYTHONUNBUFFERED": "1"}


def chosen_settings(fallback: str) -> str:
    return os.environ.get("DJANGO_SETTINGS_MODULE", fallback)


def require_settings(module: str) -> None:
    """What is missing is said here once, instead of by every child again and again."""
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    from django.conf import settings  # noqa: PLC0415 - settings first
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        _database = settings.DATABASES
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(2) from None


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """웹과 작업 프로세스를 함께 켭니다 (Ctrl-C로 모두 끕니다)."""
    settings = chosen_settings(PRODUCTION)
    keep_own_address(host=host, port=port)
    require_settings(settings)
    supervisor = Supervisor(
        [web_child(host=host, port=port, settings=settings), worker_child(settings=settings)]
    )
    supervisor.stop_on_signals()
    supervisor.start()
    raise typer.Exit(supervisor.watch())


def worker() -> None:
    """작업 프로세스만 켭니다."""
    settings = chosen_settings(PRODUCTION)
    require_settings(settings)
    supervisor = Supervisor([worker_child(settings=settings)])
    supervisor.stop_on_signals()
    supervisor.start()
    raise typer.Exit(supervisor.watch())


def manage(context: typer.Context) -> None:
    """Django 관리 명령을 실행합니다."""
    require_settings(chosen_settings(PRODUCTION))
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings first

    execute_from_command_line(["deungdae manage", *context.args])


def set_up_django() -> None:
    """For commands that need the database; they look into the demo where one was made."""
    require_settings(chosen_settings(DEMO if is_demo() else PRODUCTION))
    import django  # noqa: PLC0415 - settings first

    django.setup()


def is_demo() -> bool:
    """Whether the state folder is that of a demo and nobody has begun to set up a production."""
    state = Path(os.environ.get("DEUNGDAE_STATE", "var"))
    return "DEUNGDAE_SECRET_KEY" not in os.environ and (state / DEMO_KEY).exists()


def add_commands(app: typer.Typer) -> None:
    """Mount serve, worker and manage."""
    app.command()(serve)
    app.command()(worker)
    passing = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
    app.command(context_settings=passing)(manage)

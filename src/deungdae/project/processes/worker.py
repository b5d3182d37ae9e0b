"""The worker process: `python -m deungdae.project.processes.worker`."""

import signal
import threading

import django


def main() -> None:
    """Work until SIGTERM or SIGINT; the job in hand is taken up again by the next worker."""
    django.setup()
    from deungdae.apps.core.jobs.worker import work  # noqa: PLC0415 - needs the apps to be loaded

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    work(stop=stop)


if __name__ == "__main__":
    main()

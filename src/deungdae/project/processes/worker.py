"""The worker process: `python -m deungdae.project.processes.worker`."""

import os
import signal
import threading

import django

LOOK_EVERY_SECONDS = 2.0


def main() -> None:
    """Work and send mail until SIGTERM or SIGINT; the job in hand goes back to the queue."""
    django.setup()
    from deungdae.apps.academy.services.statements import tell_record_store  # noqa: PLC0415
    from deungdae.apps.connections.services.delivering import deliver_due  # noqa: PLC0415
    from deungdae.apps.core.jobs.worker import work  # noqa: PLC0415 - needs the apps to be loaded
    from deungdae.apps.core.outbox.postman import Postman  # noqa: PLC0415

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=leave_with_parent, args=(stop,), daemon=True).start()
    statements = Postman(stop, send=tell_record_store, name="statements", every_seconds=15)
    webhooks = [Postman(stop, send=deliver_due, name=f"webhooks-{number}") for number in (1, 2)]
    with statements, webhooks[0], webhooks[1], Postman(stop) as postman:

        def leave_at_once() -> None:
            """End without waiting for the calculation that is under way; a message in hand is sent first."""
            postman.finish()
            os._exit(0)

        work(stop=stop, leave=leave_at_once)


def leave_with_parent(stop: threading.Event) -> None:
    """A worker whose supervisor was killed has nobody who would stop it: it stops itself."""
    parent = os.getppid()
    while not stop.wait(LOOK_EVERY_SECONDS):
        if os.getppid() != parent:
            stop.set()


if __name__ == "__main__":
    main()

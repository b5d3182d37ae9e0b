"""Many acts at the same moment, each with its own connection."""

import threading
from collections.abc import Callable

from django.db import IntegrityError, connection

from deungdae.apps.core.errors import RefusedError


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Run the acts in threads that start together; what each gave back or raised."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            results[index] = act()
        except (RefusedError, IntegrityError) as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results

"""Many acts at the same moment, each with its own connection."""

import threading
from collections.abc import Callable

from django.db import IntegrityError, OperationalError, connection

from deungdae.apps.core.errors import RefusedError

Act = Callable[[], object]


def at_once(acts: list[Act]) -> list[object]:
    """Run the acts in threads that start together; what each gave back or raised.

    A deadlock is a refusal of the database too: PostgreSQL ends one of two whose rows exclude each other
    that way when each has written before either looked.
    """
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index: int, act: Act) -> None:
        start.wait()
        try:
            results[index] = act()
        except (RefusedError, IntegrityError) as error:
            results[index] = error
        except OperationalError as error:
            if "deadlock detected" not in str(error):
                raise
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results

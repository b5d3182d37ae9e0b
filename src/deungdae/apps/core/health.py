"""Is the process alive, and can it do its work?"""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from deungdae.apps.core import clock
from deungdae.apps.core.models import WorkerBeat

WORKER_SILENT_AFTER = timedelta(seconds=60)


def alive(request: HttpRequest) -> JsonResponse:
    """This process answers."""
    return JsonResponse({"status": "alive"})


def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and a worker has been heard of within a minute."""
    checks = {"database": database_answers()}
    checks["worker"] = checks["database"] and worker_is_heard()
    is_ready = all(checks.values())
    return JsonResponse(
        {"status": "ready" if is_ready else "not ready", **checks}, status=200 if is_ready else 503
    )


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def worker_is_heard() -> bool:
    return WorkerBeat.objects.filter(beat_at__gte=clock.now() - WORKER_SILENT_AFTER).exists()

"""A job that takes as long as it is told, for tests that kill its worker."""

import time

from django.db import transaction

from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function


@job_function("tests.slow")
def take_time(context: JobContext) -> None:
    deadline = time.monotonic() + float(context.arguments["seconds"])
    while time.monotonic() < deadline:
        context.progress(percent=1, step="기다리는 중")
        time.sleep(0.05)
    with transaction.atomic():
        context.hold()
        context.finish(message="다 했습니다.")

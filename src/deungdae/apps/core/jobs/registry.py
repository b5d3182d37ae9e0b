"""The kinds of long work: name → function, filled by each app at start."""

from collections.abc import Callable

from deungdae.apps.core.jobs.context import JobContext

JobFunction = Callable[[JobContext], None]
FUNCTIONS: dict[str, JobFunction] = {}


def job_function(name: str) -> Callable[[JobFunction], JobFunction]:
    """Register the function that does the jobs of this name."""

    def register(function: JobFunction) -> JobFunction:
        FUNCTIONS[name] = function
        return function

    return register

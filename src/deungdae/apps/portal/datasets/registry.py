"""All datasets, and the day that they are told as of."""

from datetime import date, timedelta

from deungdae.apps.core import clock
from deungdae.apps.portal.datasets.courses import COURSES
from deungdae.apps.portal.datasets.gap import GAP
from deungdae.apps.portal.datasets.matching import MATCHING
from deungdae.apps.portal.datasets.model import Dataset
from deungdae.apps.portal.datasets.people import COMPANIES, SPECIALISTS
from deungdae.apps.portal.datasets.policy import POLICY
from deungdae.apps.portal.datasets.targets import TARGETS

DATASETS: dict[str, Dataset] = {
    one.code: one for one in (COMPANIES, SPECIALISTS, TARGETS, GAP, MATCHING, COURSES, POLICY)
}


def day_told() -> date:
    """The last day of the month that has ended: figures stand still for a month, so that no look on the next
    day tells who came in between."""
    return clock.today().replace(day=1) - timedelta(days=1)

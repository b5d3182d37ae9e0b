"""Figures of published surveys come with the product or by an import; what one says never changes."""

from decimal import Decimal

from django.db import transaction

from deungdae.apps.core import clock
from deungdae.apps.gap.bridge.reference import shipped_figures
from deungdae.apps.gap.models import SurveyFigure


@transaction.atomic
def load_surveys() -> int:
    """Write what is missing of data/gap/surveys.csv; how many figures that were."""
    keys = ("survey", "year", "size", "indicator", "vintage")
    known = set(SurveyFigure.objects.values_list(*keys))
    now = clock.now()
    new = [
        SurveyFigure(
            survey=one.survey,
            year=one.year,
            size=one.size,
            indicator=one.indicator,
            value=Decimal(one.value) / 100,
            unit=one.unit,
            n=one.n,
            published_on=one.published,
            vintage=one.vintage,
            mark=one.mark,
            source=one.source,
            recorded_at=now,
        )
        for one in shipped_figures()
        if tuple(getattr(one, name) for name in keys) not in known
    ]
    SurveyFigure.objects.bulk_create(new)
    return len(new)

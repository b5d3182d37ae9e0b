"""Records whose history tells the house's own time, so that a past day can be read from it."""

from datetime import datetime

from django.db import models

from deungdae.apps.core import clock


class Dated(models.Model):
    class Meta:
        abstract = True

    @property
    def _history_date(self) -> datetime:
        return clock.now()

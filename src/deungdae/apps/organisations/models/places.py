"""The tables that organisations are described with: industries and regions."""

from django.db import models


class Industry(models.Model):
    """A class of the Korean Standard Industrial Classification, 11th revision."""

    code = models.CharField(max_length=5, primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name_ko


class Region(models.Model):
    """A province or a district by its legal code (법정동), the state of 2023-09-15 with later changes."""

    code = models.CharField(max_length=5, primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.full_name

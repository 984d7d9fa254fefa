"""The only table of the screens: the day it is in the demo town."""

from django.db import models


class Oevelsesdato(models.Model):
    """The exercise day of the demo town; one row, which only moves forward."""

    day = models.DateField("øvelsesdato")

    class Meta:
        verbose_name = "øvelsesdato"
        verbose_name_plural = "øvelsesdatoer"

    def __str__(self) -> str:
        return self.day.isoformat()

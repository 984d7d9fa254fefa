"""What the worker has been asked to do, and how that went: the promise itself, of which the queue is only the bell."""

from __future__ import annotations

from django.db import models


class Run(models.Model):
    """One piece of work that was asked for. It is unfinished until `ended_at` is set, however often it was begun."""

    job = models.CharField("arbejde", max_length=40)
    subject = models.CharField("om", max_length=120, blank=True)
    day = models.DateField("set fra dagen", null=True)
    asked_at = models.DateTimeField("bedt om")
    not_before = models.DateTimeField("tidligst")
    begun_at = models.DateTimeField("begyndt", null=True)
    ended_at = models.DateTimeField("slut", null=True)
    tries = models.PositiveIntegerField("forsøg", default=0)
    done = models.PositiveIntegerField("udført", default=0)
    remarks = models.JSONField("bemærkninger", default=list)
    failure = models.CharField("fejl", max_length=80, blank=True)

    class Meta:
        verbose_name = "kørsel"
        verbose_name_plural = "kørsler"
        indexes = [
            models.Index(fields=["ended_at", "not_before"], name="run_unfinished"),
            models.Index(fields=["job", "asked_at"], name="run_by_job"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.pk}"

    @property
    def succeeded(self) -> bool:
        """Whether it ended without a fault."""
        return self.ended_at is not None and not self.failure

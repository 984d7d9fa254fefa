"""Django's handle on meetings.matching."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """The register of day-treatment offers, requests for a place, ranked proposals, the choice."""

    name = "sagsgang.meetings.matching"
    label = "matching"
    verbose_name = "Matchningsudvalget"

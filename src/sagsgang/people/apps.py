"""The Django app `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app under the label `people`."""

    name = "sagsgang.people"
    label = "people"
    verbose_name = "Personer og enheder"
    default_auto_field = "django.db.models.BigAutoField"

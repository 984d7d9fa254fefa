"""One more case in the town: a leader can depart from a rule in it, which the forty others do not wait for."""

import os

import django

SCHOOL, INDEX = "vestengskolen", 60


def main() -> None:
    """Play the course until the day before the leader departs, and tell the number of the case."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sagsgang.config.settings")
    django.setup()
    from sagsgang.casework.scope import house
    from sagsgang.demo.courses.offers import DEPARTED
    from sagsgang.demo.director import Director, Town
    from sagsgang.demo.script import Depart, Play
    from sagsgang.web.clock import exercise_day

    age = next(line.day for line in DEPARTED.lines if isinstance(line, Depart)) - 1
    with house("endnu en sag i demobyen"):
        Director(Town.load(), Play(DEPARTED, age, SCHOOL), INDEX, exercise_day()).run()


if __name__ == "__main__":
    main()

"""The mail that only says that something waits."""

from sagsgang.outbox.commands import post
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.notices import something_waits
from sagsgang.outbox.parcels import Responsible
from tests.outbox.ground import NOW, Ground


def test_it_says_that_something_waits_and_where_and_nothing_of_anybody(ground: Ground) -> None:
    anna = ground.town.users["anna"]
    anna.email = "anna@eksempel.dk"
    path, by = f"/sag/{ground.case.number}/", Responsible("sagsbehandler", ground.town.units["bbu"].pk)
    made = something_waits(key="besked:1", user=anna, path=path, responsible=by, case_id=ground.case.pk)
    assert made is not None
    assert f"http://localhost:8000{path}" in made.body
    told = made.subject + made.body
    assert not [word for word in ("Anna", "Zenobia", "Testesen", "Skoleflex", "BEKU") if word in told]
    post(made, at=NOW)
    assert Dispatch.objects.get().kind == "besked"


def test_somebody_without_an_address_gets_none(ground: Ground) -> None:
    by = Responsible("sagsbehandler", ground.town.units["bbu"].pk)
    assert something_waits(key="besked:1", user=ground.town.users["anna"], path="/", responsible=by) is None

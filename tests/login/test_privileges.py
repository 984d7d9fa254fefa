"""OIO Basic Privilege Profile: read strictly, and granting only what we know (law.md 7.2)."""

import base64
from uuid import UUID

import pytest

from sagsgang.web.signing_in.privileges import ORGANISATION, Granted, House, Unreadable, granted, parse

UNIT = "5e0b7c3a-6f1d-4c8e-9a52-0d4f3b1c2a10"
OTHER = "0f9a1b2c-3d4e-4f50-8a61-7b8c9d0e1f20"
PREFIX = "http://sagsgang.example/roles/usersystemrole/"
HOUSE = House(cvr="64942212", prefix=PREFIX, roles=frozenset({"sagsbehandler", "sof_leder"}))
SPACE = "http://itst.dk/oiosaml/basic_privilege_profile"
SCOPE = "urn:dk:gov:saml:cvrNumberIdentifier:64942212"
KLE = "http://sts.kombit.dk/constraints/KLE/1"


def encoded(xml: str) -> str:
    return base64.b64encode(xml.encode()).decode()


def group(*privileges: str, units: str = UNIT, scope: str = SCOPE, more: str = "") -> str:
    restriction = f'<Constraint Name="{ORGANISATION}">{units}</Constraint>' if units else ""
    inside = "".join(f"<Privilege>{each}</Privilege>" for each in privileges)
    return f'<PrivilegeGroup Scope="{scope}">{restriction}{more}{inside}</PrivilegeGroup>'


def listed(*groups: str, space: str = SPACE) -> str:
    return encoded(f'<?xml version="1.0" encoding="UTF-8"?><b:PrivilegeList xmlns:b="{space}">{"".join(groups)}'
                   "</b:PrivilegeList>")  # fmt: skip


def given(*groups: str) -> Granted:
    return granted(parse(listed(*groups)), HOUSE)


class TestGranted:
    def test_a_role_is_granted_in_the_unit_it_is_restricted_to(self) -> None:
        assert given(group(f"{PREFIX}sagsbehandler/1")) == Granted(frozenset({("sagsbehandler", UUID(UNIT))}))

    def test_several_roles_in_several_units(self) -> None:
        gives = given(group(f"{PREFIX}sagsbehandler/1", f"{PREFIX}sof-leder/2", units=f"{UNIT}, {OTHER}"))
        assert gives.roles == {
            (role, UUID(unit)) for role in ("sagsbehandler", "sof_leder") for unit in (UNIT, OTHER)
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("what", "reason"),
        [
            (group(f"{PREFIX}overdommer/1"), "ukendt rolle"),
            (group("http://andet.example/roles/usersystemrole/sagsbehandler/1"), "ukendt rolle"),
            (group(f"{PREFIX}sagsbehandler/1/x"), "ukendt rolle"),
            (group(f"{PREFIX}../sagsbehandler/1"), "ukendt rolle"),
            (group(f"{PREFIX}sagsbehandler/1", scope=SCOPE[:-1] + "3"), "andet CVR-nummer"),
            (group(f"{PREFIX}sagsbehandler/1", scope="64942212"), "andet CVR-nummer"),
            (group(f"{PREFIX}sagsbehandler/1", units=""), "ingen organisationsenhed"),
            (group(f"{PREFIX}sagsbehandler/1", units="Engskolen"), "dataafgrænsning uden UUID"),
            (
                group(f"{PREFIX}sagsbehandler/1", more=f'<Constraint Name="{KLE}">27.24.*</Constraint>'),
                "ukendt dataafgrænsning",
            ),
        ],
    )
    def test_what_we_do_not_know_grants_nothing_and_is_told(self, what: str, reason: str) -> None:
        assert given(what) == Granted(frozenset(), (reason,))

    def test_what_is_unknown_takes_nothing_from_what_is_known(self) -> None:
        gives = given(group(f"{PREFIX}overdommer/1"), group(f"{PREFIX}sagsbehandler/1"))
        assert gives.roles == {("sagsbehandler", UUID(UNIT))}

    def test_without_a_prefix_nothing_is_a_role_of_ours(self) -> None:
        house = House(cvr="64942212", prefix="", roles=HOUSE.roles)
        assert granted(parse(listed(group("sagsbehandler"))), house).roles == frozenset()

    def test_an_empty_list_grants_nothing(self) -> None:
        assert given() == Granted(frozenset())


class TestReading:
    @pytest.mark.parametrize("space", [SPACE, "http://digst.dk/oiosaml/basic_privilege_profile"])
    def test_both_names_of_the_profile_are_read(self, space: str) -> None:
        assert len(parse(listed(group(f"{PREFIX}sagsbehandler/1"), space=space))) == 1

    @pytest.mark.parametrize(
        "bad",
        [
            "",
            "æ",
            "ikke base64!",
            base64.b64encode(b"\xff\xfe").decode(),
            encoded("<x"),
            encoded("<PrivilegeGroup/>"),
            listed(space="http://ondt.example/"),
            encoded('<!DOCTYPE x [<!ENTITY a "b">]><PrivilegeList>&a;</PrivilegeList>'),
            encoded("<PrivilegeList>" + "x" * 200_000 + "</PrivilegeList>"),
        ],
    )
    def test_what_is_no_list_is_not_read(self, bad: str) -> None:
        with pytest.raises(Unreadable):
            parse(bad)

    def test_line_breaks_in_the_base64_do_no_harm(self) -> None:
        text = listed(group(f"{PREFIX}sagsbehandler/1"))
        assert parse("\n".join(text[at : at + 64] for at in range(0, len(text), 64))) == parse(text)

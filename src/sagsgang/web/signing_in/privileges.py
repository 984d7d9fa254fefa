"""OIO Basic Privilege Profile: which roles in which units a municipality's log-in grants. Pure: text in, values out."""

from __future__ import annotations

import base64
import binascii
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

ORGANISATION = "http://sts.kombit.dk/constraints/orgenhed/1"
"""The restriction to a unit of the organisation, by its UUID; a right without one reaches no unit of ours."""

_SCOPE = "urn:dk:gov:saml:cvrNumberIdentifier:"
_SPACES = {"http://itst.dk/oiosaml/basic_privilege_profile", "http://digst.dk/oiosaml/basic_privilege_profile"}
_MOST = 200_000  # characters; a real list is a few thousand
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,63}\Z")


class Unreadable(ValueError):
    """What came is no list of privileges; the sentence says what is wrong with its form, never what stands in it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Privileges that hold within one scope and under the same restrictions."""

    scope: str
    privileges: tuple[str, ...]
    restrictions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """What we recognise: our CVR number, how our role identifiers begin, and the roles of the procedure."""

    cvr: str
    prefix: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Granted:
    """The roles and the UUIDs of the units they are granted in, and why the rest granted nothing."""

    roles: frozenset[tuple[str, UUID]]
    ignored: tuple[str, ...] = ()


def parse(encoded: str) -> tuple[Group, ...]:
    """Return the groups of one attribute value (base64 of XML). Raises Unreadable."""
    root = _root(encoded)
    space, _, name = root.tag.rpartition("}")
    if name != "PrivilegeList" or (space and space[1:] not in _SPACES):
        raise Unreadable("roden er ikke en PrivilegeList")
    return tuple(_group(each) for each in root if _local(each) == "PrivilegeGroup")


def granted(groups: Iterable[Group], house: House) -> Granted:
    """Return what the groups grant us: unknown roles, other scopes and restrictions we cannot keep grant nothing."""
    roles: set[tuple[str, UUID]] = set()
    ignored: list[str] = []
    for group in groups:
        if group.scope != _SCOPE + house.cvr:
            ignored.append("andet CVR-nummer")
            continue
        units, lack = _units(group)
        if lack:
            ignored.append(lack)
            continue
        for privilege in group.privileges:
            role = _role(privilege, house)
            if role:
                roles |= {(role, unit) for unit in units}
            else:
                ignored.append("ukendt rolle")
    return Granted(frozenset(roles), tuple(ignored))


def _root(encoded: str) -> ET.Element:
    """The root of the document; anything that could make a parser reach out or swell is refused unread."""
    if len(encoded) > _MOST:
        raise Unreadable("for langt")
    try:
        text = base64.b64decode("".join(encoded.split()), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Unreadable("ikke base64 af UTF-8") from None
    if "<!" in text:
        raise Unreadable("erklæringer er ikke tilladt")
    try:
        return ET.fromstring(text)  # noqa: S314 - no declarations, so no entities; length is bounded
    except (ET.ParseError, ValueError):
        raise Unreadable("ikke XML") from None


def _group(element: ET.Element) -> Group:
    restrictions = [(each.get("Name", ""), _text(each)) for each in element if _local(each) == "Constraint"]
    privileges = [_text(each) for each in element if _local(each) == "Privilege"]
    return Group(element.get("Scope", ""), tuple(privileges), tuple(restrictions))


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: ET.Element) -> str:
    return (element.text or "").strip()


def _units(group: Group) -> tuple[frozenset[UUID], str]:
    """The units a group reaches, or why it reaches none. One we do not know might narrow: nothing is given."""
    if any(name != ORGANISATION for name, _ in group.restrictions):
        return frozenset(), "ukendt dataafgrænsning"
    words = [word.strip() for _, value in group.restrictions for word in value.split(",") if word.strip()]
    try:
        units = frozenset(UUID(word) for word in words)
    except ValueError:
        return frozenset(), "dataafgrænsning uden UUID"
    return units, "" if units else "ingen organisationsenhed"


def _role(privilege: str, house: House) -> str:
    """The key of the role that an identifier like …/roles/usersystemrole/sagsbehandler/1 names, or ""."""
    if not house.prefix or not privilege.startswith(house.prefix):
        return ""
    key, _, version = privilege.removeprefix(house.prefix).lstrip("/").partition("/")
    key = key.replace("-", "_")
    known = _KEY.match(key) and key in house.roles and (version == "" or version.isdecimal())
    return key if known else ""

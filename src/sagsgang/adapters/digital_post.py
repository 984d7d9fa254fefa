"""Digital Post: each message as a MeMo 1.2 file, left for the sender system that speaks with the public post office."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from django.views.decorators.debug import sensitive_variables

from sagsgang.adapters.drops import Drop, name_of
from sagsgang.outbox.parcels import Attachment, Parcel, Receipt, Refused
from sagsgang.people.models import CprNumber

NAMESPACE = "https://DigitalPost.dk/MeMo-1"
VERSION, SCHEMA = "1.2", "1.2.0"
FILE = "besked.xml"
LANGUAGE = "da"
NO_NUMBER = "Modtageren har ikke noget CPR-nummer hos os."
EXEMPT = "Modtageren er fritaget for Digital Post. Send et brev på papir."
ElementTree.register_namespace("memo", NAMESPACE)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: the authority's CVR number and its name."""

    cvr: str
    name: str


@dataclass(frozen=True, slots=True)
class DigitalPost:
    """The way out by Digital Post."""

    drop: Drop
    sender: Sender
    repeatable: bool = True

    @sensitive_variables()
    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        """Leave the message for its receiver, whose CPR number is read only now."""
        name = name_of(parcel.key)
        self.drop.leave(name, {FILE: memo(parcel, posted_at, self.sender, _number(parcel.to.get("person", "")))})
        return self.drop.receipt(name)


@sensitive_variables()
def _number(pk: str) -> str:
    found = CprNumber.objects.select_related("person").filter(person=int(pk)).first() if pk.isdecimal() else None
    if found is None:
        raise Refused(NO_NUMBER)
    if found.person.digital_post_exempt:
        raise Refused(EXEMPT)
    return found.number


def message_uuid(key: str) -> str:
    """The message's own number: made of the key, in the form of a random UUID, which the format asks for."""
    return str(uuid.UUID(bytes=hashlib.sha256(key.encode()).digest()[:16], version=4))


@sensitive_variables()
def memo(parcel: Parcel, posted_at: datetime, sender: Sender, number: str) -> bytes:
    """The message as MeMo XML, the same bytes for the same parcel.

    The first file is the letter itself (else the text), the others go along. The label is the parcel's subject, which
    tells of nobody: it stands in the list of messages and in notices on the receiver's telephone.
    """
    message = ElementTree.Element(_name("Message"), {"memoVersion": VERSION, "memoSchVersion": SCHEMA})
    header = _add(message, "MessageHeader")
    _add(header, "messageType", "DIGITALPOST")
    _add(header, "messageUUID", message_uuid(parcel.key))
    _add(header, "label", parcel.subject)
    _add(header, "mandatory", "false")
    _add(header, "legalNotification", "false")
    by, to = _add(header, "Sender"), _add(header, "Recipient")
    for element, words in (("senderID", sender.cvr), ("idType", "CVR"), ("label", sender.name)):
        _add(by, element, words)
    _add(to, "recipientID", number)
    _add(to, "idType", "CPR")
    body = _add(message, "MessageBody")
    _add(body, "createdDateTime", f"{posted_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z")
    text = Attachment("besked.txt", "text/plain", parcel.body.encode())
    for place, file in enumerate(parcel.attachments or (text,)):
        _file(_add(body, "AdditionalDocument" if place else "MainDocument"), file)
    return bytes(ElementTree.tostring(message, encoding="utf-8", xml_declaration=True))


def _file(document: ElementTree.Element, file: Attachment) -> None:
    holder = _add(document, "File")
    _add(holder, "encodingFormat", file.mime)
    _add(holder, "filename", file.name)
    _add(holder, "language", LANGUAGE)
    _add(holder, "content", base64.b64encode(file.content).decode("ascii"))


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    made = ElementTree.SubElement(parent, _name(name))
    made.text = text or None
    return made


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"

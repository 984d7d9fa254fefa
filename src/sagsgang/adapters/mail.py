"""Mail: how a parcel becomes a message, and its two ways out: a mail server, and in the demo a folder of .eml files."""

from __future__ import annotations

import hashlib
import os
import smtplib
import ssl
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from sagsgang.outbox.parcels import METHOD, Attachment, Parcel, Receipt, Refused, TryAgain, Uncertain

TIMEOUT = 30.0
CALENDAR = "text/calendar"
NO_ADDRESS = "Mailadressen kan ikke bruges."
AWAY = "Mailserveren svarer ikke."
NO_LOGIN = "Mailserveren afviste husets eget login."
LATER = "Mailserveren bad om at vente ({code})."
NEVER = "Mailserveren afviste mailen ({code})."
LOST_ANSWER = "Forbindelsen blev afbrudt, mens mailen blev afleveret."


def message_of(parcel: Parcel, posted_at: datetime, sender: str) -> EmailMessage:
    """The parcel as a message: the same bytes for the same parcel. Raises Refused for an address that is none.

    A calendar goes as the other form of the text, with its method, so that calendars take it for what it is; all other
    files are attached.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = _receiver(parcel)
    message["Subject"] = parcel.subject
    message["Date"] = format_datetime(posted_at.astimezone(UTC))
    digest = hashlib.sha256(parcel.key.encode()).hexdigest()
    message["Message-ID"] = f"<{digest[:32]}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(parcel.body.replace("\r\n", "\n"))
    calendars = [each for each in parcel.attachments if each.mime.startswith(CALENDAR)]
    for each in calendars:
        method = {"method": parcel.extra.get(METHOD, "REQUEST")}
        message.add_alternative(each.content.decode(), subtype="calendar", params=method)
    for each in parcel.attachments:
        if each not in calendars:
            _attach(message, each)
    for number, part in enumerate(one for one in message.walk() if one.is_multipart()):
        part.set_boundary(f"={digest[:24]}{number}")
    return message


def _attach(message: EmailMessage, file: Attachment) -> None:
    main, _, sub = file.mime.partition(";")[0].strip().partition("/")
    message.add_attachment(file.content, maintype=main, subtype=sub or "octet-stream", filename=file.name)


def _receiver(parcel: Parcel) -> Address:
    """To whom: only an ordinary address gets into a header, and of the name only what can be seen."""
    address = parcel.mailbox
    try:
        validate_email(address)
        name, _, domain = address.rpartition("@")
        address = f"{name}@{domain.encode('idna').decode('ascii')}"
        address.encode("ascii")
        shown = "".join(letter for letter in parcel.to.get("name", "") if letter.isprintable())
        return Address(display_name=shown, addr_spec=address)
    except (ValidationError, ValueError, UnicodeError):
        raise Refused(NO_ADDRESS) from None


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server: smtp://user:password@host:port?tls=ja (STARTTLS), straks (TLS from the first byte) or nej."""

    where: str
    sender: str
    timeout: float = TIMEOUT
    repeatable: bool = False

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        """Hand the message over; from the moment its text is sent, only the server's answer tells how it went."""
        message = message_of(parcel, posted_at, self.sender)
        server = self._connected()
        try:
            _said(server.mail(self.sender))
            _said(server.rcpt(message["To"].addresses[0].addr_spec))
            handing_over()
            _said(_text(server, message.as_bytes()))
        except smtplib.SMTPServerDisconnected:
            raise TryAgain(AWAY) from None
        finally:
            server.close()
        return Receipt(str(message["Message-ID"]))

    def _connected(self) -> smtplib.SMTP:
        where = urlsplit(self.where)
        tls = parse_qs(where.query).get("tls", ["ja"])[0]
        host, context, we = where.hostname or "localhost", ssl.create_default_context(), self.sender.rpartition("@")[2]
        server: smtplib.SMTP | None = None
        try:
            if tls == "straks":
                server = smtplib.SMTP_SSL(host, where.port or 465, we, timeout=self.timeout, context=context)
            else:
                server = smtplib.SMTP(host, where.port or 587, we, timeout=self.timeout)
            server.ehlo_or_helo_if_needed()
            if tls == "ja":
                server.starttls(context=context)
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
        except smtplib.SMTPAuthenticationError:
            _closed(server)
            raise TryAgain(NO_LOGIN) from None
        except (OSError, smtplib.SMTPException):
            _closed(server)
            raise TryAgain(AWAY) from None
        return server


def _closed(server: smtplib.SMTP | None) -> None:
    if server is not None:
        server.close()


def _said(answer: tuple[int, bytes]) -> None:
    """Nothing when the server agrees; TryAgain for its 4xx, Refused for its 5xx."""
    code = answer[0]
    if code >= 500:
        raise Refused(NEVER.format(code=code))
    if code >= 300 or code < 200:
        raise TryAgain(LATER.format(code=code))


def _text(server: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
    try:
        return server.data(content)
    except smtplib.SMTPDataError as no:  # said before the text went over
        return no.smtp_code, b""
    except (OSError, smtplib.SMTPServerDisconnected):
        raise Uncertain(LOST_ANSWER) from None


def check_smtp(address: str, sender: str) -> None:
    """Refuse settings that can send nothing; raises ImproperlyConfigured."""
    where = urlsplit(address)
    tls = parse_qs(where.query).get("tls", ["ja"])[0]
    if where.scheme != "smtp" or not where.hostname or tls not in ("ja", "straks", "nej"):
        raise ImproperlyConfigured("SAGSGANG_SMTP skrives smtp://bruger:kode@vært:port?tls=ja, straks eller nej.")
    try:
        validate_email(sender)
    except ValidationError:
        raise ImproperlyConfigured("SAGSGANG_AFSENDER er den mailadresse, huset skriver fra.") from None


@dataclass(frozen=True, slots=True)
class MailFolder:
    """The same message as a file in a folder, where a mail server would take it: for the demo town and tests."""

    folder: Path
    sender: str
    repeatable: bool = True

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        """Leave the message as an .eml file named after its Message-ID, whole or not at all."""
        message = message_of(parcel, posted_at, self.sender)
        identity = str(message["Message-ID"])
        try:
            leave_file(self.folder, f"{identity[1:].partition('@')[0]}.eml", message.as_bytes())
        except OSError:
            raise TryAgain(AWAY) from None
        return Receipt(identity)


def leave_file(folder: Path, name: str, content: bytes) -> None:
    """Leave one file, whole or not at all; one that is there already stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (folder / name).exists():
        return
    handle, unfinished = tempfile.mkstemp(prefix=".", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, folder / name)
    finally:
        Path(unfinished).unlink(missing_ok=True)

"""A mail server on loopback that takes mail, refuses it, or dies in the middle, as it is told."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

TAKES, DIES_BEFORE, DIES_AFTER = "250 taken", "dies before it has it", "dies after it has it"


class Office:
    """What the server does with a mail, and what it has got. `rcpt`: what it says of the receiver."""

    def __init__(self) -> None:
        self.answer, self.rcpt = TAKES, "250 ok"
        self.got: list[bytes] = []

    async def handle_RCPT(  # noqa: N802 - its library's name
        self, server: SMTP, session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer != DIES_BEFORE and self.answer[0] in "2d":
            self.got.append(envelope.content)
        if self.answer in (DIES_BEFORE, DIES_AFTER):
            server.transport.abort()
        return self.answer

    @property
    def mails(self) -> list[EmailMessage]:
        """What came, as an independent reader understands it."""
        return [message_from_bytes(each, policy=policy.default) for each in self.got]  # type: ignore[misc]


def _only_sagsgang(_server: Any, _session: Any, _envelope: Any, _way: str, login: LoginPassword) -> AuthResult:
    return AuthResult(success=(login.login, login.password) == (b"sagsgang", b"hemmelig"), handled=False)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def post_office(*, login: bool = False) -> Iterator[tuple[Office, str]]:
    """The server, and where it is."""
    office, port = Office(), free_port()
    more: dict[str, Any] = {"authenticator": _only_sagsgang, "auth_require_tls": False} if login else {}
    server = Controller(office, hostname="127.0.0.1", port=port, **more)
    server.start()
    try:
        yield office, f"127.0.0.1:{port}"
    finally:
        server.stop()

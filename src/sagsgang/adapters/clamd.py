"""ClamAV's daemon as our scanner: the content goes over in pieces (INSTREAM), one word comes back."""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings

from sagsgang.documents.scanning import ScannerUnavailable, Verdict

PIECE = 1 << 16
LONGEST_ANSWER = 4096


class Clamd:
    """Speaks to clamd at `address`: tcp://host:3310 or unix:///run/clamav/clamd.ctl."""

    def __init__(self, address: str = "", timeout: float = 20.0) -> None:
        self._where = urlsplit(address or settings.CLAMD)
        self._timeout = timeout

    def scan(self, content: bytes) -> Verdict:
        """Say what clamd says of the content; raises ScannerUnavailable for every answer but its two."""
        try:
            with closing(self._connect()) as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), PIECE):
                    piece = content[start : start + PIECE]
                    line.sendall(struct.pack(">I", len(piece)) + piece)
                line.sendall(struct.pack(">I", 0))
                answer = self._answer(line)
        except OSError as fault:
            raise ScannerUnavailable(type(fault).__name__) from None
        if answer == "stream: OK":
            return Verdict.CLEAN
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return Verdict.INFECTED
        raise ScannerUnavailable("clamd did not say whether the file is clean")

    def _connect(self) -> socket.socket:
        if self._where.scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self._timeout)
            try:
                line.connect(self._where.path)
            except OSError:
                line.close()
                raise
            return line
        return socket.create_connection((self._where.hostname or "localhost", self._where.port or 3310), self._timeout)

    def _answer(self, line: socket.socket) -> str:
        told = b""
        while not told.endswith(b"\0") and len(told) < LONGEST_ANSWER:
            piece = line.recv(LONGEST_ANSWER)
            if not piece:
                break
            told += piece
        return told.rstrip(b"\0\n").decode("ascii", "replace")

"""One contract for every scanner: our stand-in, and clamd behind a server that speaks as clamd does."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from sagsgang.adapters.clamd import PIECE, Clamd
from sagsgang.documents.scanning import NoScanner, Scanner, ScannerUnavailable, StandIn, Verdict

MALWARE = b"noget foran " + StandIn.PATTERN


class Daemon:
    """Speaks clamd's INSTREAM: reads pieces until an empty one, then says what it found, or what it is told to say."""

    def __init__(self, line: socket.socket, says: bytes | None = None) -> None:
        self.line, self.says = line, says
        self.heard: list[bytes] = []
        line.listen(1)
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        try:
            caller, _ = self.line.accept()
        except OSError:
            return
        with caller, suppress(OSError):  # whoever calls may hang up on an answer that goes on
            content = self._read(caller)
            found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if StandIn.PATTERN in content else b"stream: OK\0"
            answer = found if self.says is None else self.says
            for byte in range(0, len(answer), 5):  # an answer may come in parts
                caller.sendall(answer[byte : byte + 5])

    def _read(self, caller: socket.socket) -> bytes:
        with caller.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := struct.unpack(">I", stream.read(4))[0]:
                self.heard.append(stream.read(length))
        return b"".join(self.heard)


@contextmanager
def daemon(says: bytes | None = None, path: Path | None = None) -> Iterator[tuple[Daemon, str]]:
    line = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    line.bind(str(path) if path else ("127.0.0.1", 0))
    address = f"unix://{path}" if path else f"tcp://127.0.0.1:{line.getsockname()[1]}"
    try:
        yield Daemon(line, says), address
    finally:
        line.close()


@pytest.fixture(params=["stand-in", "clamd over tcp", "clamd over a unix socket"])
def scanner(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scanner]:
    if request.param == "stand-in":
        yield StandIn()
        return
    with daemon(path=tmp_path / "clamd.ctl" if "unix" in request.param else None) as (_, address):
        yield Clamd(address, timeout=5)


class TestContract:
    def test_an_ordinary_file_is_clean(self, scanner: Scanner) -> None:
        assert scanner.scan("Æblegrød".encode()) is Verdict.CLEAN

    def test_malware_is_found_however_long_the_file_is(self, scanner: Scanner) -> None:
        assert scanner.scan(b"a" * (PIECE - 10) + MALWARE + b"b" * PIECE) is Verdict.INFECTED


class TestClamd:
    def test_the_content_goes_over_in_pieces(self) -> None:
        with daemon() as (heard, address):
            Clamd(address, timeout=5).scan(b"a" * (PIECE + 1))
            heard.thread.join(5)
        assert [len(piece) for piece in heard.heard] == [PIECE, 1]

    @pytest.mark.parametrize(
        "says", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK but\0", b"FOUND\0", b"\xff" * 9000]
    )
    def test_any_other_answer_is_no_answer(self, says: bytes) -> None:
        with daemon(says) as (_, address), pytest.raises(ScannerUnavailable):
            Clamd(address, timeout=5).scan(b"a")

    def test_nobody_there_is_no_answer(self, tmp_path: Path) -> None:
        for address in ("tcp://127.0.0.1:1", f"unix://{tmp_path}/none.ctl"):
            with pytest.raises(ScannerUnavailable):
                Clamd(address, timeout=1).scan(b"a")

    def test_silence_is_no_answer(self) -> None:
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
            line.listen(1)
            with pytest.raises(ScannerUnavailable, match="TimeoutError"):
                Clamd(f"tcp://127.0.0.1:{line.getsockname()[1]}", timeout=0.05).scan(b"a")


def test_a_house_without_a_scanner_takes_nothing_for_clean() -> None:
    with pytest.raises(ScannerUnavailable):
        NoScanner().scan(b"a")

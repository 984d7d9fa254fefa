"""Starts the OpenID Connect provider of the tests, and answers it as a person with a browser would."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests

ROOT = Path(__file__).resolve().parents[2]
HOST = "localhost:8123"
BACK = f"http://{HOST}/log-ind/oidc/kommunen/retur/"


@contextmanager
def served(*addresses: str) -> Iterator[str]:
    """Serve the provider on a free port, for browsers that come back to those addresses; gives its issuer."""
    own = ROOT / ".node" / "bin" / "node"
    node = shutil.which("node") or (str(own) if own.exists() else "")
    assert node, "Node mangler; ./test henter den."
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    script = str(ROOT / "tests" / "login" / "oidc_provider.mjs")
    command = [node, "--no-warnings", script, str(port), *addresses]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=quiet, text=True)  # noqa: S603
    try:
        assert process.stdout is not None
        said = next(iter(process.stdout), "")
        assert said.strip() == "READY", f"provideren svarer ikke: {said}"
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()


def house(issuer: str, **settings: Any) -> dict[str, Any]:
    """What the environment would name, as config/signing_in.py makes it."""
    return {
        "provider_id": "kommunen",
        "name": "kommunens log-in",
        "client_id": "sagsgang",
        "secret": "hemmelighed-til-test",
        "settings": {
            "server_url": issuer,
            "oauth_pkce_enabled": True,
            "scope": ["openid"],
            "fetch_userinfo": False,
            "username_claim": "sub",
            "acr_values": ["urn:betydelig"],
        }
        | settings,
    }


def answered(address: str, who: str, *, strong: bool = True, session: requests.Session | None = None) -> str:
    """Go there, say who one is where it is asked, and return the address one is sent back to."""
    session = session or requests.Session()
    answer = session.get(address, allow_redirects=False, timeout=10)
    for _ in range(10):
        if answer.is_redirect:
            address = urljoin(address, answer.headers["Location"])
            if address.startswith("http://localhost:8123"):
                return address
            answer = session.get(address, allow_redirects=False, timeout=10)
        else:
            assert "Hvem er du?" in answer.text, answer.text
            said = {"hvem": who} | ({"staerk": "on"} if strong else {})
            answer = session.post(address, said, allow_redirects=False, timeout=10)
    raise AssertionError("sent round in a ring")

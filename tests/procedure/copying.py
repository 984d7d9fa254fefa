"""Fingerprints of the source texts, so that a test can tell a copied sentence without holding the texts themselves.

`python -m tests.procedure.copying TEXT…` writes them anew: half of all runs of nine words, five bytes of a hash each.
"""

from __future__ import annotations

import re
import sys
from base64 import b64decode, b64encode
from hashlib import blake2b
from pathlib import Path
from textwrap import fill

FINGERPRINTS = Path(__file__).with_name("kildetekst.aftryk")
_RUN = 9
_BYTES = 5


def fingerprints(text: str) -> dict[bytes, str]:
    """Fingerprint → the run of words it stands for; a text shorter than a run has none."""
    joined = re.sub(r"-\s*\n\s*", "", text)  # words that were divided at the end of a line
    words = re.findall(r"\w+", joined.lower())
    runs = (" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))
    found = {blake2b(run.encode(), digest_size=_BYTES).digest(): run for run in runs}
    return {key: run for key, run in found.items() if key[0] % 2 == 0}


def known() -> frozenset[bytes]:
    """The fingerprints of the source texts."""
    stored = b64decode(FINGERPRINTS.read_text("ascii").replace("\n", ""))
    return frozenset(stored[start : start + _BYTES] for start in range(0, len(stored), _BYTES))


if __name__ == "__main__":
    made = {key for name in sys.argv[1:] for key in fingerprints(Path(name).read_text("utf-8"))}
    FINGERPRINTS.write_text(fill(b64encode(b"".join(sorted(made))).decode(), 116) + "\n", "ascii")

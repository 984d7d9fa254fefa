"""The whole storm: `python -m tests.storm [kills] [sqlite|postgresql …]`; ends with 1 when anything was lost."""

import sys
import tempfile
from pathlib import Path

from tests.storm.weather import Found, storm


def main() -> None:
    """Let it blow on each database, and tell."""
    words = sys.argv[1:]
    kills = int(words.pop(0)) if words and words[0].isdecimal() else 20
    lost = False
    for vendor in words or ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix="storm-") as folder:
            found = storm(Path(folder), vendor, kills, seed=kills)
        tell(found)
        lost = lost or bool(found.wrong)
    sys.exit(lost)


def tell(found: Found) -> None:
    """Write what came of it."""
    hit = ", ".join(f"{count} × {name}" for name, count in found.kills.items())
    lines = (
        f"{found.vendor}: {found.kills.total()} kills ({hit}) in {found.seconds:.0f} s",
        f"  {found.acknowledged} writes acknowledged, {found.unanswered} unanswered ({found.written_after_all} of them"
        f" written all the same), {found.logins} log-ins",
        f"  up again after {sum(found.restarts) / len(found.restarts):.1f} s on average,"
        f" {max(found.restarts):.1f} at most",
        f"  wrong: {len(found.wrong)}",
        *(f"    {line}" for line in found.wrong[:20]),
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

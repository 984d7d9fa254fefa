"""`bench/koer [parts]`: each part in a process of its own, with the database it needs."""

from __future__ import annotations

import os
import sys
from time import strftime

from bench.report import Row, say, store, table

PARTS = ("vurdering", "tag", "sider", "genopbyg")
CASES = int(os.environ.get("SAGER", "100000"))


def main() -> int:
    """Measure the parts asked for, print the table, store the JSON; 1 when a bar is missed."""
    import django

    django.setup()
    wanted = [part for part in PARTS if part in sys.argv[1:]] or list(PARTS)
    unknown = set(sys.argv[1:]) - set(PARTS)
    if unknown:
        say(f"Ukendt del: {', '.join(sorted(unknown))}. Vælg blandt {', '.join(PARTS)}.")
        return 2
    rows: list[Row] = []
    if {"vurdering", "tag"} & set(wanted):
        rows += _in_town(wanted)
    if {"sider", "genopbyg"} & set(wanted):
        rows += _in_city(wanted)
    say("\n" + table(rows))
    say(f"\n▸ Gemt i {os.path.relpath(store(rows, strftime('%Y-%m-%d')))}")
    return int(any(row.holds is False for row in rows))


def _in_town(wanted: list[str]) -> list[Row]:
    from bench import assessing, taking, town

    say("▸ Bygger demobyen")
    town.fresh_town()
    rows = []
    if "vurdering" in wanted:
        say("▸ Måler vurderingen")
        rows += assessing.measure()
    if "tag" in wanted:
        say("▸ Måler take")
        rows += taking.measure()
    return rows


def _in_city(wanted: list[str]) -> list[Row]:
    from bench import pages, rebuilding

    rows = rebuilding.ready(CASES)
    if "genopbyg" in wanted:
        say("▸ Måler genopbygning")
        rows += rebuilding.measure()
    if "sider" in wanted:
        say("▸ Måler sider")
        rows += pages.measure(CASES)
    return rows


if __name__ == "__main__":
    sys.exit(main())

"""`bench/koer [parts]`: each part in a process of its own, with the database it needs."""

from __future__ import annotations

import os
import sys
from time import strftime

from bench.report import Row, say, store, table

PARTS = ("by", "vurdering", "tag", "holdbar", "sider", "genopbyg", "pris", "breve", "beku")
CASES = int(os.environ.get("SAGER", "100000"))


def main() -> int:
    """Measure the parts asked for, print the table, store the JSON; 1 when a bar is missed."""
    import django

    django.setup()
    from sagsgang.casework.scope import house

    with house("bench"):
        return _measured()


def _measured() -> int:
    wanted = [part for part in PARTS if part in sys.argv[1:]] or list(PARTS)
    unknown = set(sys.argv[1:]) - set(PARTS)
    if unknown:
        say(f"Ukendt del: {', '.join(sorted(unknown))}. Vælg blandt {', '.join(PARTS)}.")
        return 2
    measured: dict[str, list[Row]] = {}
    if {"by", "vurdering", "tag", "holdbar", "beku"} & set(wanted):
        measured |= _in_town(wanted)
    if {"sider", "genopbyg", "pris"} & set(wanted):
        measured |= _in_city(wanted)
    if "breve" in wanted:
        from bench import letters

        say("▸ Måler breve")
        measured["breve"] = letters.measure()
    rows = [row for part in measured.values() for row in part]
    say("\n" + table(rows))
    say(f"\n▸ Gemt i {os.path.relpath(store(measured, strftime('%Y-%m-%d')))}")
    return int(any(row.holds is False for row in rows))


def _in_town(wanted: list[str]) -> dict[str, list[Row]]:
    from bench import assessing, docket, lasting, taking, town

    say("▸ Bygger demobyen")
    measured = {"by": town.fresh_town()}
    if "vurdering" in wanted:
        say("▸ Måler vurderingen")
        measured["vurdering"] = assessing.measure()
    if "tag" in wanted:
        say("▸ Måler take")
        measured["tag"] = taking.measure()
    if "holdbar" in wanted:
        say("▸ Måler, hvad det koster at skrive holdbart")
        measured["holdbar"] = lasting.measure()
    if "beku" in wanted:
        say("▸ Måler BEKU's dagsorden")
        measured["beku"] = docket.measure()
    return measured


def _in_city(wanted: list[str]) -> dict[str, list[Row]]:
    from bench import pages, price, rebuilding

    rebuilding.ready(CASES)
    measured = {}
    if "sider" in wanted:
        say("▸ Måler sider")
        measured["sider"] = pages.measure(CASES)
    if "genopbyg" in wanted:
        say("▸ Måler genopbygning")
        measured["genopbyg"] = rebuilding.measure()
    if "pris" in wanted:
        say("▸ Måler prisen for loggen" + (" og alt andet, der er kommet til" if price.BEFORE else ""))
        measured["pris" if price.BEFORE else "pris for loggen"] = price.measure(CASES)
    return measured


if __name__ == "__main__":
    sys.exit(main())

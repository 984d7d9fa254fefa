"""Every check there is: one declaration each, in the order they are made."""

from __future__ import annotations

from sagsgang.jobs.integrity import database, files, history, lists, log, seals, staff
from sagsgang.jobs.integrity.checking import Check

CHECKS: tuple[Check, ...] = (
    Check("database.hel", "Databasen er hel, og intet peger ud i luften", database.damaged),
    Check("database.version", "Databasen har netop de tabeller, programmet venter", database.migrations),
    Check("database.vagter", "Databasen nægter at ændre og slette det, der kun må vokse", database.guards),
    Check("historik.numre", "Hver sags hændelser er nummereret uden huller, og versionen passer", history.numbers),
    Check("historik.henvisninger", "Rettelser og annulleringer gælder en tidligere hændelse i sagen", history.targets),
    Check("historik.tekster", "Hver tekst hører til en hændelse", history.texts),
    Check("lister.ens", "Opgaver og oversigter er det, historikken siger", lists.differing),
    Check("lister.ejer", "Hver åben sag har en åben opgave med en ejer og en dato", lists.lonely),
    Check("opslag.hel", "Loggen over opslag er hel, led for led", log.broken),
    Check("filer.til_stede", "Hver fil, som en sag nævner, er der og er uændret", files.lost),
    Check("filer.overskud", "Der ligger ingen filer, som ingen nævner", files.superfluous),
    Check("forsegling.aabner", "Alt forseglet kan åbnes med de nøgler, huset har", seals.closed),
    Check("personale.roller", "Ingen har samme rolle i samme enhed to gange på samme tid", staff.doubled),
    Check("personale.ukendte", "Hver rolle findes i proceduren", staff.unknown),
    Check("personale.stedfortraedere", "En stedfortræder er en bruger, der kan logge ind", staff.idle_substitutes),
    Check("personale.opgaver", "Ingen åben opgave ligger hos en, der er holdt op", staff.left_with_tasks),
)

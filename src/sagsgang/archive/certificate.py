"""The certificate of a destruction: what went, how much, by which rule, by whose word; nothing of whom it was about."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from sagsgang.archive.models import Destruction
from sagsgang.archive.retention import RESULTS
from sagsgang.casework.models import LedgerEvent
from sagsgang.procedure.workdays import danish_time, in_words
from sagsgang.typesetting import PAPER, pdf

TITLE = "Kassationsbevis"
BACKUPS = (
    "Sikkerhedskopier, der er taget før kassationen, holder stadig oplysningerne, til de selv er udløbet efter husets "
    "plan for kopier. Genskabes en ældre kopi, skal kassationen køres igen."
)
STAYS = (
    "Tilbage står sagens nummer og forløbets skelet: hvilke trin der er taget, hvilke dage, i hvilke roller og af "
    "hvilke ansatte, og de svar, der er valgt fra en liste. Tekst, navne, numre, adresser og filer er væk."
)


def history_is_whole(row: Destruction) -> bool:
    """Whether every event of the case is still there, numbered without a gap."""
    numbers = list(LedgerEvent.objects.filter(case=row.case_id).order_by("number").values_list("number", flat=True))
    return numbers == list(range(1, row.case.version + 1))


def certificate(row: Destruction) -> bytes:
    """Return the certificate of a destruction that is finished, as PDF; the same row gives the same bytes."""
    assert row.finished_at is not None
    assert row.confirmed_by is not None
    assert row.confirmed_at is not None
    whole = "Alle hændelser står i ubrudt rækkefølge." if history_is_whole(row) else "Rækkefølgen er BRUDT."
    counts = [[kind.capitalize(), str(count)] for kind, count in sorted(row.counts.items())]
    data = {
        "title": f"{TITLE}, sag {row.case.number}",
        "sender": [settings.MUNICIPALITY],
        "meta": [["Dato", in_words(danish_time(row.finished_at).date())], ["Sag", row.case.number]],
        "sections": [
            {
                "facts": [
                    ["Resultat", RESULTS.get(row.result, row.result)],
                    ["Regel", row.rule_text],
                    ["Reglens kilde", row.rule_source],
                    ["Måtte kasseres fra", in_words(row.reached_on)],
                    ["Foreslået af", f"{row.proposed_by.name}, {_at(row.proposed_at)}"],
                    ["Bekræftet af", f"{row.confirmed_by.name}, {_at(row.confirmed_at)}"],
                    ["Kasseret", _at(row.finished_at)],
                ]
            },
            {"heading": "Hvad der er kasseret", "head": ["Hvad", "Antal"], "columns": [4, 1], "rows": counts},
            {"heading": "Aftryk", "text": f"SHA-256 af det, der er kasseret: {row.sha256}"},
            {"heading": "Hvad der står tilbage", "text": f"{STAYS} {whole}"},
            {"heading": "Sikkerhedskopier", "text": BACKUPS},
        ],
    }
    return pdf(PAPER, data, at=row.finished_at.astimezone(UTC))


def _at(moment: datetime) -> str:
    local = danish_time(moment)
    return f"{in_words(local.date())} kl. {local:%H.%M}"

"""What the minutes of every meeting hold beside the agenda: the words of each, what each party brings (M11, O14)."""

from __future__ import annotations

from sagsgang.meetings.aftaleforum.models import Meeting, Piece

PARTIES = (
    ("SOF", "M11"), ("Skolen", "M11"), ("Psykologen og området", "M11"), ("Fritiden", "O13"), ("Familien selv", "M11"),
)  # fmt: skip
OFFER = "Muligt tilbud"
_AFTER = 100


def open_minutes(meeting: Meeting) -> None:
    """Make the pieces that are not there yet; an empty one that no sitting needs any more goes."""
    Kind = Piece.Kind  # noqa: N806  the choices under a short name
    sittings = meeting.sittings if meeting.apart else (0,)
    wanted = [(Kind.FAMILIEN.value, "Forældrenes ord", sitting, "O14") for sitting in sittings]
    wanted.append((Kind.BARNET.value, "Barnets eller den unges ord", 0, "O14"))
    wanted += [(Kind.PART.value, title, 0, source) for title, source in PARTIES]
    wanted.append((Kind.TILBUD.value, OFFER, 0, "M8"))
    own = meeting.pieces.exclude(kind=Kind.PUNKT)
    own.filter(kind=Kind.FAMILIEN, body="").exclude(sitting__in=sittings).delete()
    there = set(own.values_list("kind", "title", "sitting"))
    Piece.objects.bulk_create(
        Piece(meeting=meeting, kind=kind, title=title, sitting=sitting, source=source, position=_AFTER + number)
        for number, (kind, title, sitting, source) in enumerate(wanted)
        if (kind, title, sitting) not in there
    )

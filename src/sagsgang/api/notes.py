"""The notes of a case: read, and written."""

from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables
from ninja import Router, Status

from sagsgang.api import shown
from sagsgang.api.asking import NewNote, Page, now, viewer_of
from sagsgang.casework import commands, queries
from sagsgang.casework.access import visible_case

router = Router(tags=["Notater"])
NOTES = 50


@router.get("/cases/{number}/notes", response=shown.NotesOut, url_name="notes", operation_id="notes")
def notes(request: HttpRequest, number: str, page: Page = 1) -> shown.NotesOut:
    """De notater, jeg må læse, nyeste først."""
    found = queries.timeline(viewer_of(request), number, kind="noter").notes
    pages = max(1, -(-len(found) // NOTES))
    page = min(page, pages)
    here = found[(page - 1) * NOTES : page * NOTES]
    return shown.NotesOut(items=[shown.note_of(note) for note in here], page=page, pages=pages, total=len(found))


@router.post("/cases/{number}/notes", response={201: shown.NoteOut}, url_name="write_note", operation_id="write_note")
@sensitive_variables()
def write_note(request: HttpRequest, number: str, note: NewNote) -> Status[shown.NoteOut]:
    """Skriv et notat om en dag. Det ændres aldrig; et nyt retter det."""
    viewer = viewer_of(request)
    case = visible_case(viewer, number)
    made = commands.add_note(case_id=case.pk, body=note.body, on=note.on, actor=viewer, at=now(request), half=note.half)
    return Status(201, shown.note_of(made))

"""The operations that read: who I am, my tasks, the cases, and one case from every side."""

from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables
from ninja import Query, Router

from sagsgang.api import shown
from sagsgang.api.asking import Day, Page, PagedFilters, Search, viewer_of
from sagsgang.casework import queries
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.queries import CaseFilters
from sagsgang.people.queries import relations_of

router = Router(tags=["Læs"])


@router.get("/me", response=shown.MeOut, url_name="me", operation_id="me")
def me(request: HttpRequest) -> shown.MeOut:
    """Hvem jeg er, hvilken dag det er, og hvilke roller jeg har i hvilke enheder."""
    return shown.me_of(viewer_of(request))


@router.get("/tasks", response=shown.TasksOut, url_name="tasks", operation_id="tasks")
def tasks(request: HttpRequest, page: Page = 1) -> shown.TasksOut:
    """Det, der venter på mig, ældste dato først."""
    found = queries.overview(viewer_of(request), page)
    rows = (*found.overdue, *found.today, *found.this_week, *found.later, *found.undated)
    items = [shown.task_of(row) for row in rows]
    return shown.TasksOut(items=items, page=found.page, pages=found.pages, total=found.total)


@router.get("/cases", response=shown.CasesOut, url_name="cases", operation_id="cases")
def cases(request: HttpRequest, filters: Query[PagedFilters]) -> shown.CasesOut:
    """De sager, jeg må kende til. Et barn søges med POST, så ingen adresse bærer dets navn."""
    return _cases(request, filters)


@router.post("/cases/search", response=shown.CasesOut, url_name="search", operation_id="search")
@sensitive_variables()
def search(request: HttpRequest, sought: Search) -> shown.CasesOut:
    """Find en sag på ord af barnets navn, på sagens nummer eller på barnets CPR-nummer, blandt dem jeg må kende til."""
    return _cases(request, sought, child=sought.child)


@sensitive_variables()
def _cases(request: HttpRequest, asked: PagedFilters, child: str = "") -> shown.CasesOut:
    filters = CaseFilters(
        child=child[:100], school=asked.school, area=asked.area, phase=asked.phase, offer=asked.offer,
        overdue=asked.overdue, closed=asked.closed, sort=asked.sort,
    )  # fmt: skip
    found = queries.case_list(viewer_of(request), filters, asked.page)
    items = [shown.CaseRowOut.of(row) for row in found.rows]
    return shown.CasesOut(items=items, page=found.page, pages=found.pages, total=found.total)


@router.get("/cases/{number}", response=shown.CaseOut, url_name="case", operation_id="case")
def case(request: HttpRequest, number: str) -> shown.CaseOut:
    """En sag: barnet, hvor sagen står, hvem der er om barnet, holdet, enhederne og samtykkerne."""
    viewer = viewer_of(request)
    page = queries.case_page(viewer, number)
    return shown.case_of(page, relations_of(page.case.child, viewer.day), viewer.day)


@router.get("/cases/{number}/course", response=shown.CourseOut, url_name="course", operation_id="course")
def course(
    request: HttpRequest, number: str, day: Day | None = None, known: Day | None = None, everything: bool = False
) -> shown.CourseOut:
    """Sagens forløb: hvert trin med tilstand, ansvarlig, dato og dens regnestykke, og det, der mangler.

    `day` viser forløbet, som det stod den dag, `known` med det, vi vidste den dag, `everything` også det uaktuelle.
    """
    viewer = viewer_of(request)
    then = min(day, viewer.day) if day is not None else viewer.day
    page = queries.case_page(viewer, number, then, known)
    return shown.course_of(page, then, everything=everything)


@router.get("/cases/{number}/timeline", response=shown.TimelineOut, url_name="timeline", operation_id="timeline")
def timeline(request: HttpRequest, number: str, page: Page = 1) -> shown.TimelineOut:
    """Det, der er sket, nyeste først. Af den anden halvdels hændelser ses kun, at de er sket, og hvornår."""
    found = queries.timeline(viewer_of(request), number, page=page)
    procedure = procedure_of(found.case)
    items = [shown.event_of(row, procedure) for row in found.rows]
    return shown.TimelineOut(number=found.case.number, items=items, page=found.page, pages=found.pages)

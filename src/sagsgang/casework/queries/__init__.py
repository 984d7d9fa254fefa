"""The read side: frozen views for pages and lists, each a constant number of queries, each through the gate."""

from sagsgang.casework.queries.cases import (
    PAGE,
    CaseFilters,
    CasePage,
    CaseRow,
    CaseRows,
    TeamRow,
    case_history,
    case_list,
    case_page,
)
from sagsgang.casework.queries.timeline import EventRow, Timeline, event_row, timeline
from sagsgang.casework.queries.worklist import MyCase, Overview, TaskRow, overview, team_tasks

__all__ = [
    "PAGE", "CaseFilters", "CasePage", "CaseRow", "CaseRows", "EventRow", "MyCase", "Overview", "TaskRow", "TeamRow",
    "Timeline", "case_history", "case_list", "case_page", "event_row", "overview", "team_tasks", "timeline",
]  # fmt: skip

"""Where one is in a list that takes several pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Pages:
    """This page of so many. `link` is an address that only lacks the page; `form`: the list came by POST."""

    here: int
    count: int
    link: str = "?"
    form: bool = False

    @property
    def previous(self) -> int | None:
        """The page before this one."""
        return self.here - 1 if self.here > 1 else None

    @property
    def next(self) -> int | None:
        """The page after this one."""
        return self.here + 1 if self.here < self.count else None


def asked_page(query: QueryDict) -> int:
    """Return the page that was asked for; 1 where it is no number."""
    wanted = query.get("side", "")
    return max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 7 else 1


def link_without_page(query: QueryDict) -> str:
    """Return the address of this list with its filters and without its page."""
    kept = [(name, value) for name, values in query.lists() for value in values if name != "side"]
    return "?" + (urlencode(kept) + "&" if kept else "")

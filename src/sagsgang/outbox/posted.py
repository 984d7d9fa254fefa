"""Who wants to know, once it is committed, that something has been posted: the worker's bell, hung up by the jobs."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[], object]] = []


def listen(listener: Callable[[], object]) -> None:
    """Call `listener` after each transaction in which something was posted."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell() -> None:
    """Tell everybody who listens."""
    for listener in _listeners:
        listener()

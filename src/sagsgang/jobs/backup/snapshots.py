"""What the two databases have in common when a backup asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Query = Callable[..., Iterable[Any]]
"""A statement and its values in, rows out; all answers of one Query are of the same moment."""

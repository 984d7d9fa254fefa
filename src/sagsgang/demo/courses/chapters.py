"""Chapters that several stories share, each with its days counted from its own first day; and how they are joined."""

from __future__ import annotations

from dataclasses import replace

from sagsgang.demo.script import Day, Line, Moment, Take

Chapter = tuple[Line, ...]


def joined(*chapters: tuple[int, Chapter]) -> Chapter:
    """The chapters as one script: each moved to its first day, all in the order of the days."""
    lines = [_moved(line, first) for first, chapter in chapters for line in chapter]
    return tuple(sorted(lines, key=lambda line: line.day))


def _moved(line: Line, first: int) -> Line:
    if isinstance(line, Take):
        return replace(
            line,
            day=line.day + first,
            happened=None if line.happened is None else line.happened + first,
            facts={key: _moved_answer(value, first) for key, value in line.facts.items()},
        )
    return replace(line, day=line.day + first)


def _moved_answer(value: object, first: int) -> object:
    return value._replace(number=value.number + first) if isinstance(value, Day | Moment) else value


def without(chapter: Chapter, *steps: str) -> Chapter:
    """The chapter without the lines that take these steps."""
    return tuple(line for line in chapter if getattr(line, "step", "") not in steps)

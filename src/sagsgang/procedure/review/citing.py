"""Is everything cited, and was the source in force as long as the declaration is?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sagsgang.procedure.language import Period, Procedure
from sagsgang.procedure.review.remarks import Remark, error, note, warning
from sagsgang.procedure.review.walking import citations, declared_with_citations, step_citations, step_name

_CITE = "Skriv, hvor det står – eller citér vores egen læsning."


def uncited(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Steps, expectations and rules without a citation are errors; other declarations want one."""
    for step in procedure.steps:
        if not step.citations:
            yield error("kilde-mangler", step_name(step), "Trinnet har ingen kilde.", _CITE)
        if any(not expectation.citations for expectation in step.expects):
            yield error("kilde-mangler", step_name(step), "En forventning har ingen kilde.", _CITE)
    for rule in procedure.rules:
        if not rule.citations:
            yield error("kilde-mangler", f"regel {rule.key}", "Reglen har ingen kilde.", _CITE)
    for name, cited in declared_with_citations(procedure):
        if not cited:
            yield warning("kilde-mangler", name, "Der er ingen kilde.", _CITE)


def expired(procedure: Procedure, day: date) -> Iterator[Remark]:
    """A source must be in force on every day on which the step or the rule that cites it is."""
    dated = [(step_name(step), step.valid, tuple(step_citations(step))) for step in procedure.steps]
    dated += [(f"regel {rule.key}", rule.valid, rule.citations) for rule in procedure.rules]
    for name, valid, cited in dated:
        for citation in cited:
            source = citation.source
            if not _lasts(source.in_force, valid, procedure.covers):
                until = f" til {source.in_force.until:%d.%m.%Y}" if source.in_force.until else ""
                yield error(
                    "kilde-udloebet",
                    name,
                    f"{source.title} {citation.where} gælder kun fra {source.in_force.since:%d.%m.%Y}{until}.",
                    "Luk trinnets version med kilden, og skriv en ny version med den kilde, der gælder.",
                )


def undeclared(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Every cited source is one of the procedure's, and every cited requirement is known."""
    for name, citation in citations(procedure):
        if citation.source not in procedure.sources:
            yield error("kilde-ukendt", name, f"{citation.source.title} står ikke i kilderne.", "Tilføj den.")
        elif citation.source.places and citation.where not in citation.source.places:
            yield warning(
                "sted-ukendt",
                name,
                f"{citation.source.title} har intet sted, der hedder {citation.where}.",
                "Ret stedet, eller citér den kilde, det står i.",
            )


def unsure(procedure: Procedure, day: date) -> Iterator[Remark]:
    """What no lawyer has checked is listed, so that somebody does (X5)."""
    doubtful = {
        f"{citation.source.title} {citation.where}": name for name, citation in citations(procedure) if citation.unsure
    }
    for where, name in sorted(doubtful.items()):
        yield note("ikke-verificeret", name, f"{where} er ikke verificeret af jurist.", "Få stedet efterset.")


def _lasts(in_force: Period, valid: Period, covers: Period) -> bool:
    begins = max(valid.since, covers.since)
    if in_force.since > begins:
        return False
    return in_force.until is None or (valid.until is not None and valid.until <= in_force.until)

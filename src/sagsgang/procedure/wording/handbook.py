"""The handbook as Markdown files: `python -m sagsgang.procedure.wording.handbook docs/haandbog` writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from sagsgang.procedure.language import Board, Lane, LegalBasis, Procedure, Role
from sagsgang.procedure.language.grounds import UNSURE
from sagsgang.procedure.wording.citations import citations_text, force_word
from sagsgang.procedure.wording.consents import consent_lines
from sagsgang.procedure.wording.grammar import capital, listed, sentence, subordinate
from sagsgang.procedure.wording.letters import letter_lines
from sagsgang.procedure.wording.pages import Handbook, PhasePage, PlanPage, RuleLine, handbook_pages
from sagsgang.procedure.wording.steps import OWED, StepPage, period_text
from sagsgang.procedure.workdays import in_words

_GENERATED: Final = "<!-- Skrevet af programmet ud fra trinnene. Ret trinnene, ikke denne side. -->"
_ONLY_WITH_REASON: Final = "Uden samtykke gives oplysninger kun videre på et grundlag, der nævnes med en begrundelse."
_BASIS_HEAD: Final = ("Grundlag", "Hvornår", "Gælder", "Hvor sikkert")
_DERIVED: Final = "udledt — skal godkendes"


def render_handbook(procedure: Procedure, day: date) -> dict[str, str]:
    """File name → Markdown: the index, one page per phase, and the pages of rules, dates, numbers, bodies, readings."""
    book = handbook_pages(procedure, day)
    files = {
        "README.md": _index(book),
        **{_phase_file(page): _phase(page) for page in book.phases},
        "regler.md": _rules(book),
        "datoer.md": _dates(book),
        "tal.md": _numbers(book),
        "organer.md": _boards(book),
        "roller.md": _roles(procedure, book),
        "samtykker.md": _consents(procedure, day),
        **({"handleplan.md": _plan(book.plan)} if book.plan is not None else {}),
        "breve.md": _letters(procedure, day),
        "laesninger.md": _readings(book),
    }
    return {name: f"{_GENERATED}\n\n{text}" for name, text in files.items()}


def _index(book: Handbook) -> str:
    return _page(
        f"# {book.title}: håndbog",
        f"Udgave {book.edition}, som den gælder fra {in_words(book.day)}. Håndbogen er skrevet ud af de samme trin, "
        "som systemet følger.",
        "## De fem faser",
        _figure(book.phases),
        "\n".join(_entry(page) for page in book.phases),
        "## Opslag",
        _bullets(
            (
                "[Regler](regler.md) – hvad der binder, hvor hårdt og fra hvornår",
                "[Datoer](datoer.md) – alle frister, med kilde og styrke",
                "[Tal](tal.md) – grænser og beløb, der skifter med tiden",
                "[Organer](organer.md) – Aftaleforum, BEKU og Matchningsudvalget",
                "[Roller](roller.md) – hvem der har ansvar for hvad",
                "[Samtykker](samtykker.md) – hvad, fra hvem, til hvem og til hvad",
                *_plan_entry(book),
                "[Breve](breve.md) – hvem der skriver, underskriver og sender, og hvad brevet skal have",
                "[Læsninger](laesninger.md) – hvor kilderne tier, og hvad der er vores eget",
            )
        ),
    )


def _plan_entry(book: Handbook) -> tuple[str, ...]:
    if book.plan is None:
        return ()
    return ("[Fælles handleplan](handleplan.md) – hvad der skal stå i den, for hvilket tilbud, og hvem der skriver",)


def _entry(page: PhasePage) -> str:
    return f"- [{page.phase.heading}]({_phase_file(page)}) – {page.phase.purpose}"


def _figure(pages: Sequence[PhasePage]) -> str:
    """The overview figure as a table: lanes down, phases across (T10)."""
    head = ["", *(page.phase.heading for page in pages)]
    rows = []
    for index, lane in enumerate(Lane):
        cells = [
            "<br>".join(f"[{step.title}]({_phase_file(page)}#{_anchor(step.key)})" for step in page.lanes[index][1])
            for page in pages
        ]
        rows.append([f"**{lane.value}**", *cells])
    return _table(head, rows)


def _phase(page: PhasePage) -> str:
    phase = page.phase
    return _page(
        f"# {phase.heading}" + (f" ({_DERIVED})" if phase.derived else ""),
        phase.purpose,
        f"Forventet varighed (ingen frist): {phase.expected}." if phase.expected else "",
        _section("## Vigtigt i fasen", _bullets(phase.key_points)),
        "## Trin",
        *(_page(f"### {lane.value}", *(_step(step) for step in steps)) for lane, steps in page.lanes if steps),
        _section("## Hvem har ansvar for hvad", *_shares(page)),
        _section("## Papirer", _documents(page)),
        _section("## Datoer", _date_table(page)),
        _section("## Skabeloner, lister og vejledninger", _bullets(phase.links)),
        f"Kilde: {page.citations}." if page.citations else "",
    )


def _step(step: StepPage) -> str:
    marks = [step.duty.value, *(["milepæl"] if step.milestone else []), *(["vores eget trin"] if step.ours else [])]
    return _page(
        f'<a id="{_anchor(step.key)}"></a>\n\n#### {step.title}',
        f"*{', '.join(marks)}* – {step.who} {step.recorded_by}".strip(),
        _named(OWED, tuple(map(subordinate, step.owed))),
        _named("Aktuelt, når", tuple(map(subordinate, step.when))),
        _named("Nås, når" if step.milestone else "Kræver, at", tuple(map(subordinate, step.requires))),
        _named("Regler", step.rules),
        _named("Forventes (ellers gives en grund)", step.expects),
        _named("Oplyses", step.records),
        f"**Frist:** {step.deadline}." if step.deadline else "",
        f"**Det kommer der ud af det:** {' '.join(step.gives)}" if step.gives else "",
        sentence(step.follows),
        *step.guidance,
        _named("Andre udgaver af trinnet", step.versions),
        f"Kilde: {'; '.join(step.citations)}. {step.validity}".strip(),
    )


def _shares(page: PhasePage) -> Iterator[str]:
    for share in page.shares:
        yield f"**{capital(share.role.title)}** ({share.role.side.value})"
        if share.answers_for:
            yield _bullets(share.answers_for)
        if share.takes_part:
            yield f"Er med til: {'; '.join(share.takes_part)}."


def _documents(page: PhasePage) -> str:
    rows = [[capital(each.title), each.side.value, each.master or "–"] for each in page.documents]
    return _table(["Papir", "Hvis halvdel", "Står i"], rows) if rows else ""


def _date_table(page: PhasePage) -> str:
    rows = [[each.title, each.when, each.force, each.where] for each in page.dates]
    return _table(["Trin", "Hvornår", "Styrke", "Kilde"], rows) if rows else ""


def _rules(book: Handbook) -> str:
    return _page(
        "# Regler",
        "En regel binder handlinger, ikke bestemte trin: et nyt trin, der gør det samme, er også bundet.",
        *(_rule(rule) for rule in book.rules),
        "## Forventninger",
        "De lukker intet. Den, der går en anden vej, skriver en grund, som gemmes.",
        _table(
            ["Trin", "Det forventes", "Kilde"],
            [[each.title, each.text, each.where] for each in book.expected],
        ),
    )


def _rule(rule: RuleLine) -> str:
    departure = listed(rule.departure, "eller")
    return _page(
        f"## {rule.key}",
        f"{rule.text} *{rule.period}*",
        f"**Binder:** {'; '.join(rule.binds)}.",
        f"**Gælder, når:** {subordinate(rule.when)}." if rule.when else "",
        f"**Kræver, at:** {subordinate(rule.requires)}.",
        f"**Kan fraviges af:** {departure}, med en begrundelse, der gemmes." if departure else "",
        f"Styrke: {rule.force}. Kilde: {rule.where}.",
    )


def _dates(book: Handbook) -> str:
    rows = [[str(each.phase.number or "alle"), each.title, each.when, each.force, each.where] for each in book.dates]
    return _page("# Datoer", _table(["Fase", "Trin", "Hvornår", "Styrke", "Kilde"], rows))


def _numbers(book: Handbook) -> str:
    rows = [[each.name, value, period, source] for each in book.numbers for value, period, source in each.values]
    return _page("# Tal, der skifter med tiden", _table(["Tal", "Værdi", "Gælder", "Kilde"], rows))


def _boards(book: Handbook) -> str:
    return _page("# Organer", *(_board(board) for board in book.boards))


def _board(board: Board) -> str:
    return _page(
        f"## {capital(board.title)}",
        board.purpose,
        f"**Indkaldes af:** {board.convened_by.definite}.",
        f"**Med:** {listed([role.definite for role in board.members])}." if board.members else "",
        _named("Kan", board.may),
        _named("Kan ikke", board.may_not),
        f"Kilde: {citations_text(board.citations)}.",
    )


def _roles(procedure: Procedure, book: Handbook) -> str:
    return _page("# Roller", *(_role(role, book) for role in procedure.roles))


def _role(role: Role, book: Handbook) -> str:
    own = [(page, share) for page in book.phases for share in page.shares if share.role is role]
    enters = "" if role.logs_in else " Logger ikke ind; andre indfører for rollen."
    return _page(
        f"## {capital(role.title)}",
        f"Hører til: {role.side.value}.{enters}",
        sentence(f"Hvor det står: {citations_text(role.citations)}") if role.citations else "",
        *(f"**{page.phase.heading}:** {'; '.join(share.answers_for)}." for page, share in own if share.answers_for),
    )


def _letters(procedure: Procedure, day: date) -> str:
    return _page(
        "# Breve",
        "Hvert brev har en skriver, underskrivere i rækkefølge og en afsender; det følger af trinnene. Et brev med en "
        "afgørelse har begrundelse, lovgrundlag og klagevejledning for hver halvdel, det afgør.",
        *(
            _page(f"## {capital(each.title)}", _bullets(letter_lines(each, procedure, day)))
            for each in procedure.letters
        ),
    )


def _consents(procedure: Procedure, day: date) -> str:
    rows = [[capital(each.title), each.sender, each.receiver, each.purpose] for each in procedure.consents]
    bases = [
        [capital(each.title), each.about, period_text(each.valid) or "altid", _how_sure(each)]
        for each in procedure.bases
    ]
    return _page(
        "# Samtykker",
        "Et samtykke siger, hvad det gælder, hvem der giver videre, hvem der får, og til hvad. Det kan altid trækkes.",
        _table(["Samtykke til", "Fra", "Til", "Så"], rows),
        *(_page(f"## {capital(each.title)}", _bullets(consent_lines(each, day))) for each in procedure.consents),
        "## Andre lovgrundlag" if bases else "",
        "Uden samtykke kan oplysninger kun gives videre på et grundlag, der nævnes med en begrundelse."
        if bases
        else "",
        _table(["Grundlag", "Hvornår", "Gælder", "Hvor sikkert"], bases) if bases else "",
    )


def _how_sure(basis: LegalBasis) -> str:
    sure = UNSURE if basis.unsure else capital(force_word(basis.citation.force)) if basis.citation else UNSURE
    return sure if basis.offered else f"{sure}; kan ikke vælges"


def _plan(plan: PlanPage) -> str:
    rows = [[line.title, line.side, line.demanded, line.where] for line in plan.lines]
    return _page(
        f"# {plan.title}",
        plan.notice,
        "Begge forvaltninger skriver i den: hver sin del, og det fælles sammen. Alt, der gemmes, bliver stående som en "
        "version.",
        _table(["Afsnit", "Skrives af", "Kræves til", "Kilde"], rows),
        *(_page(f"## {line.title}", line.help) for line in plan.lines),
        _named("Planen går gennem trinene", plan.steps),
    )


def _readings(book: Handbook) -> str:
    return _page(
        "# Læsninger",
        "Hvor kilderne tier, er blevet gamle eller siger hver sit, står her, hvordan de læses. Styrken er vores egen.",
        *(
            _page(f"## {each.key}. {each.title}", f"*Uklart:* {each.question}", f"*Vores læsning:* {each.answer}")
            for each in book.readings
        ),
        f"## Det, der er {_DERIVED}",
        *(f"Fase {page.phase.number}, {page.phase.title}." for page in book.phases if page.phase.derived),
        "Disse trin står ikke i kilderne. De er vores egne, så ingen sag går i stå:",
        *(_named(phase.title, tuple(step.title for step in steps)) for phase, steps in book.ours),
    )


# Markdown --------------------------------------------------------------------------------------------------------


def _page(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)


def _section(title: str, *blocks: str) -> str:
    return _page(title, *blocks) if any(blocks) else ""


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _named(name: str, lines: Sequence[str]) -> str:
    return f"**{name}:**\n\n{_bullets(lines)}" if lines else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _anchor(key: str) -> str:
    return key.replace(".", "-")


def _phase_file(page: PhasePage) -> str:
    return f"fase-{page.phase.number}.md"


def main(folder: Path) -> None:
    """Write the newest edition's handbook into the folder; files that are no longer part of it are removed."""
    from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE

    files = render_handbook(PROCEDURE, PROCEDURE.seams[-1])
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.md"):
        if stale.name not in files:
            stale.unlink()
    for name, text in files.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

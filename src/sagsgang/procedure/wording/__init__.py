"""Everything the procedure knows, said in Danish."""

from sagsgang.procedure.language.grounds import UNSURE
from sagsgang.procedure.wording import grounds as _grounds  # noqa: F401 - it teaches consents to speak
from sagsgang.procedure.wording.barriers import barrier_sentence, rule_sentence, warning_sentence
from sagsgang.procedure.wording.citations import (
    citation_text,
    citations_text,
    duty_word,
    force_word,
    place_text,
    strongest,
)
from sagsgang.procedure.wording.conditions import lacks, say, say_not
from sagsgang.procedure.wording.deadlines import (
    DeadlineAccount,
    account_sentences,
    calendar_sentence,
    deadline_sentence,
    span_text,
)
from sagsgang.procedure.wording.events import event_sentence
from sagsgang.procedure.wording.grammar import capital, listed, mid, sentence
from sagsgang.procedure.wording.pages import Handbook, PhasePage, handbook_pages, phase_pages
from sagsgang.procedure.wording.steps import StepPage, period_text, step_page, step_paragraph, who_sentence
from sagsgang.procedure.wording.values import amount, moment_text, parameter_text, reply_text, value_text

__all__ = [
    "UNSURE", "DeadlineAccount", "Handbook", "PhasePage", "StepPage", "account_sentences", "amount",
    "barrier_sentence", "calendar_sentence", "capital", "citation_text", "citations_text", "deadline_sentence",
    "duty_word", "event_sentence", "force_word", "handbook_pages", "lacks", "listed", "mid", "moment_text",
    "parameter_text", "period_text", "phase_pages", "place_text", "reply_text", "rule_sentence", "say", "say_not",
    "sentence", "span_text", "step_page", "step_paragraph", "strongest", "value_text", "warning_sentence",
    "who_sentence",
]  # fmt: skip

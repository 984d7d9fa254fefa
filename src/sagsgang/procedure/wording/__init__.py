"""Everything the procedure knows, said in Danish."""

from sagsgang.procedure.wording.barriers import barrier_sentence, rule_sentence, warning_sentence
from sagsgang.procedure.wording.citations import (
    UNSURE,
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
from sagsgang.procedure.wording.grammar import listed, mid, sentence
from sagsgang.procedure.wording.values import amount, moment_text, parameter_text, value_text

__all__ = [
    "UNSURE", "DeadlineAccount", "account_sentences", "amount", "barrier_sentence", "calendar_sentence",
    "citation_text", "citations_text", "deadline_sentence", "duty_word", "event_sentence", "force_word", "lacks",
    "listed", "mid", "moment_text", "parameter_text", "place_text", "rule_sentence", "say", "say_not", "sentence",
    "span_text", "strongest", "value_text", "warning_sentence",
]  # fmt: skip

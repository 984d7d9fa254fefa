"""The words in which a procedure is declared."""

from sagsgang.procedure.language.conditions import all_of, any_of, not_, phrased
from sagsgang.procedure.language.deadlines import (
    acted,
    calendar_months,
    citizens_weeks,
    days,
    due_day,
    earliest_of,
    expiry,
    hours,
    latest_of,
    months,
    on,
    on_schedule,
    opened,
    recorded,
    runs_out,
    the_day,
    weekdays,
    weeks,
    withdrawal,
    working_days,
    year_day,
)
from sagsgang.procedure.language.dockets import Docket
from sagsgang.procedure.language.facts import (
    Asked,
    Fact,
    Kind,
    Option,
    Proviso,
    When,
    choice,
    choices,
    day_of,
    giver,
    line,
    moment_of,
    money,
    narrowed,
    number,
    offered_if,
    only_if,
    optional,
    paper,
    provided,
    replies,
    text,
    unit_of,
    yes_no,
)
from sagsgang.procedure.language.grounds import basis_of, load_consent_texts
from sagsgang.procedure.language.leaves import (
    at_least,
    available,
    expiring,
    fresh,
    given,
    grounded,
    is_,
    known,
    late,
    no,
    no_consent,
    not_taken,
    taken,
    unrecorded,
    yes,
)
from sagsgang.procedure.language.letters import Appeal, Block, Decision, Letter, Part, Receiver, Wording, load_blocks
from sagsgang.procedure.language.lives import TimeLeft, none_running, over, passed, reached, running, some
from sagsgang.procedure.language.parameters import Parameter, Parameters, load_parameters
from sagsgang.procedure.language.periods import ALWAYS, Period, since
from sagsgang.procedure.language.places import load_elsewhere, load_places
from sagsgang.procedure.language.plans import JointPlan, PlanSection, PlanUse
from sagsgang.procedure.language.procedures import Edition, Procedure, UnknownDay
from sagsgang.procedure.language.readings import Reading, load_readings
from sagsgang.procedure.language.replies import ConsentState, Reply
from sagsgang.procedure.language.ressourcer import Ressource
from sagsgang.procedure.language.sources import Citation, Force, Source
from sagsgang.procedure.language.steps import Duty, Expectation, Journal, RoleBy, Rule, Step, depending_on, expect
from sagsgang.procedure.language.stored import decode, decode_facts, encode, encode_facts
from sagsgang.procedure.language.terms import (
    Act,
    Board,
    Calendar,
    Consent,
    ConsentText,
    Document,
    Lane,
    LegalBasis,
    Party,
    Phase,
    Role,
    Seat,
    Side,
    Sight,
    Subject,
    Young,
)

__all__ = [
    "ALWAYS", "Act", "Appeal", "Asked", "Block", "Board", "Calendar", "Citation", "Consent", "ConsentState",
    "ConsentText", "Decision", "Docket", "Document", "Duty", "Edition", "Expectation", "Fact", "Force", "JointPlan",
    "Journal", "Kind", "Lane", "LegalBasis", "Letter", "Option", "Parameter", "Parameters", "Part", "Party",
    "Period", "Phase", "PlanSection", "PlanUse", "Procedure", "Proviso", "Reading", "Receiver", "Reply", "Ressource",
    "Role", "RoleBy", "Rule", "Seat", "Side", "Sight", "Source", "Step", "Subject", "TimeLeft", "UnknownDay", "When",
    "Wording", "Young", "acted", "all_of", "any_of", "at_least", "available", "basis_of", "calendar_months",
    "choice", "choices", "citizens_weeks", "day_of", "days", "decode", "decode_facts", "depending_on", "due_day",
    "earliest_of", "encode", "encode_facts", "expect", "expiring", "expiry", "fresh", "given", "giver", "grounded",
    "hours", "is_", "known", "late", "latest_of", "line", "load_blocks", "load_consent_texts", "load_elsewhere",
    "load_parameters", "load_places", "load_readings", "moment_of", "money", "months", "narrowed", "no",
    "no_consent", "none_running", "not_", "not_taken", "number", "offered_if", "on", "on_schedule", "only_if", "opened",
    "optional", "over", "paper", "passed", "phrased", "provided", "reached", "recorded", "replies", "running",
    "runs_out", "since", "some", "taken", "text", "the_day", "unit_of", "unrecorded", "weekdays", "weeks", "withdrawal",
    "working_days", "year_day", "yes", "yes_no",
]  # fmt: skip

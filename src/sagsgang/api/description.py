"""The API described (OpenAPI 3.1), made from the code and from the procedure: every step that is declared is in it."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Any

from ninja import NinjaAPI

from sagsgang.api.asking import Child, ForOther
from sagsgang.api.declared import schema_of
from sagsgang.api.problems import MEDIA_TYPE, TITLES
from sagsgang.api.shown import TakenOut
from sagsgang.casework.answers import LONGEST_TEXT
from sagsgang.procedure.language import Procedure, Step
from sagsgang.procedure.wording import citations_text, listed

PREFIX = "/api/v1"
_REFUSED = (400, 401, 403, 404, 405, 409, 413, 415, 422)
_READING = (400, 401, 404, 405, 422)

Document = dict[str, Any]


@lru_cache(maxsize=4)
def description(api: NinjaAPI, procedure: Procedure) -> Document:
    """Return the whole description; made once for each procedure. Nobody changes what it returns."""
    made: Document = deepcopy(dict(api.get_openapi_schema(path_prefix=PREFIX)))
    for path in made["paths"].values():
        for method, operation in path.items():
            _refuses(operation, _READING if method == "get" else _REFUSED)
            if method != "get":
                operation.setdefault("parameters", []).append(_ref("parameters", "csrf"))
    components = made["components"]
    components["schemas"] |= _schemas()
    components["responses"] = {str(status): _refused(status) for status in (*_REFUSED, 500)}
    components["responses"]["taken"] = {
        "description": "Trinnet er taget",
        "content": {"application/json": {"schema": _ref("schemas", "TakenOut")}},
    }
    components["parameters"] = _parameters()
    for key, versions in sorted(procedure.versions.items()):
        if not versions[-1].milestone:
            address = f"{PREFIX}/cases/{{number}}/steps/{key}/{{occurrence}}"
            made["paths"][address] = {"post": _step(key, versions, procedure, in_case=True)}
        if versions[-1].entry:
            made["paths"][f"{PREFIX}/openings/{key}"] = {"post": _step(key, versions, procedure, in_case=False)}
    return made


def _ref(kind: str, name: str) -> Document:
    return {"$ref": f"#/components/{kind}/{name}"}


def _refuses(operation: Document, statuses: tuple[int, ...]) -> None:
    for status in (*statuses, 500):
        operation["responses"][str(status)] = _ref("responses", str(status))


def _step(key: str, versions: tuple[Step, ...], procedure: Procedure, *, in_case: bool) -> Document:
    step = versions[-1]
    identity = key.replace(".", "_")
    operation: Document = {
        "operationId": f"{'take' if in_case else 'open'}_{identity}",
        "summary": step.title if in_case else f"Åbn en sag: {step.title}",
        "description": _told(step),
        "tags": [step.phase.heading],
        "parameters": [
            _ref("parameters", name) for name in (("number", "occurrence", "csrf") if in_case else ("csrf",))
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _body(versions, procedure, in_case=in_case)}},
        },
        "responses": {"201": _ref("responses", "taken")},
        "security": [{"SessionAuth": []}],
    }
    _refuses(operation, _REFUSED)
    return operation


def _told(step: Step) -> str:
    who = listed([role.definite for role in (*step.roles(), *step.together_with)])
    written = citations_text(step.citations)
    return " ".join(
        part for part in (f"{step.done}.", f"Ansvarlig: {who}.", f"Kilde: {written}." if written else "") if part
    )


def _body(versions: tuple[Step, ...], procedure: Procedure, *, in_case: bool) -> Document:
    own = {"based_on": _ref("schemas", "BasedOn")} if in_case else {"child": _ref("schemas", "Child")}
    facts = schema_of(versions, procedure, versions[-1].valid.since)
    required = ["on", *own, *(["facts"] if "required" in facts else [])]
    properties = {
        "on": _ref("schemas", "On"),
        **own,
        "facts": facts,
        "recorded_for": _ref("schemas", "ForOther"),
        "backdating_reason": _ref("schemas", "BackdatingReason"),
        "departure_reason": _ref("schemas", "DepartureReason"),
    }
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _schemas() -> Document:
    words = {"type": "string", "maxLength": LONGEST_TEXT}
    made: Document = {
        "On": {"type": "string", "format": "date", "description": "Den dag, det skete."},
        "BasedOn": {
            "type": "integer",
            "minimum": 0,
            "maximum": 2_000_000_000,
            "description": "Den version af sagen, der er læst; er sagen ændret siden, gemmes intet (409).",
        },
        "BackdatingReason": words | {"description": "Hvorfor det først indføres nu; kræves, når dagen er passeret."},
        "DepartureReason": words | {"description": "Hvorfor det, vejledningen forventer, fraviges; når det kræves."},
        "Problem": {
            "type": "object",
            "description": "Et svar på noget, der ikke kan lade sig gøre (RFC 9457).",
            "required": ["type", "title", "status", "detail", "code"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string", "description": "En dansk sætning til brugeren."},
                "code": {"type": "string", "description": "Fast kendeord for afslaget."},
                "fields": {"type": "object", "additionalProperties": {"type": "string"}},
                "missing": {"type": "array", "items": {"type": "string"}},
                "waits_on": {"type": "array", "items": {"type": "string"}},
                "version": {"type": "integer"},
                "fault": {"type": "string"},
            },
        },
    }
    for shape in (Child, ForOther, TakenOut):
        made[shape.__name__] = shape.model_json_schema(ref_template="#/components/schemas/{model}")
    return made


def _refused(status: int) -> Document:
    return {"description": TITLES[status][0], "content": {MEDIA_TYPE: {"schema": _ref("schemas", "Problem")}}}


def _parameters() -> Document:
    text = {"type": "string", "minLength": 1, "maxLength": 120}
    return {
        "number": {"name": "number", "in": "path", "required": True, "description": "Sagens nummer.", "schema": text},
        "occurrence": {
            "name": "occurrence",
            "in": "path",
            "required": True,
            "description": "Det, trinnet handler om, som forløbet nævner det (fx forloeb-1).",
            "schema": text,
        },
        "csrf": {
            "name": "X-CSRFToken",
            "in": "header",
            "required": True,
            "description": "Nøglen fra cookien csrftoken.",
            "schema": {"type": "string"},
        },
    }

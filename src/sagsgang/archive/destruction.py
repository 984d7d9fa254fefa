"""Destroying what a case holds: everything that tells of a person goes, the skeleton of the course stays.

What stays: the case's number, its events with kind, step, days and roles (the database lets nobody change them), who of
the staff acted, and the certificate. The rows are emptied in one transaction together with the certificate's counts and
digest; then the files go. Whatever stops in between runs on: `resume` does again what has not been done, and no more.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from sagsgang.archive.models import AccessRequest, Destruction, Given, GivenCopy, ItemDecision, Keeping
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Bar, Case, Grant, LedgerEvent, LedgerText, Lock, Note
from sagsgang.casework.scope import gate
from sagsgang.documents.models import Document, Fetch, Share, Version
from sagsgang.documents.storage import remove
from sagsgang.letters.models import Copy, Letter, LetterBlock
from sagsgang.meetings.aftaleforum import leaving as aftaleforum
from sagsgang.meetings.beku.models import Item as BekuItem
from sagsgang.meetings.matching.models import Anmodning, Forslag, Forslagsrunde, Milepael, Tidsplan
from sagsgang.outbox.models import Dispatch, Enclosure, Journaling
from sagsgang.people.models import CprNumber, Person, Relation, User
from sagsgang.people.protection import open_address
from sagsgang.plans.models import Filing, Revision
from sagsgang.record.models import LookCase, LookReason

GONE = "kasseret"
GONE_NAME = ("Kasseret", "sag")

ACCOUNTED = {
    "casework.LedgerEvent": "stays: kind, step, days, roles, what was chosen; the database lets nobody change it",
    "casework.LedgerText": "emptied",
    "casework.Note": "deleted",
    "casework.TeamMember": "stays: staff and days",
    "casework.Grant": "reason and reference emptied",
    "casework.Bar": "reason emptied",
    "casework.Lock": "reasons emptied",
    "casework.CaseSummary": "stays: phase, offer, units, days",
    "casework.CaseSeat": "stays: units",
    "casework.DocketItem": "stays: days, offer, what was missing by rule, outcome",
    "casework.OpenTask": "none in a case that is over",
    "matching.Anmodning": "deleted",
    "matching.Forslagsrunde": "deleted, with its proposals",
    "matching.Tidsplan": "deleted, with its milestones",
    "money.Bevillingsandel": "stays: amounts, units, days",
    "casework.Case": "stays: number, days",
    "beku.Item": "minutes emptied; stays: which meeting, and that it was filed",
    "documents.Document": "deleted",
    "documents.Version": "deleted, its file too when nobody else has it",
    "documents.Share": "deleted",
    "documents.Fetch": "deleted",
    "plans.Plan": "stays: that there was one",
    "plans.Part": "stays: what kind of part, and its number",
    "plans.Revision": "its texts emptied; who wrote, in which role and when stays",
    "plans.Filing": "deleted",
    "letters.Letter": "the notifier and why it stumbled emptied; that it was sent, when and by whom stays",
    "letters.LetterBlock": "deleted",
    "letters.Signature": "stays: who of the staff signed, when",
    "letters.Copy": "person, name and document emptied; by which way and when stays",
    "outbox.Dispatch": "receiver, words and numbers emptied; that something was sent, when and by which way stays",
    "outbox.Journaling": "why it failed emptied; that it was journalised, where and when stays",
    "outbox.Enclosure": "deleted, its file too when nobody else has it",
    "aftaleforum.Meeting": "place and interpreter emptied; that there was one, and when, stays",
    "aftaleforum.Participant": "deleted",
    "aftaleforum.Piece": "deleted",
    "aftaleforum.Agreement": "deleted",
    "aftaleforum.Invitation": "deleted",
    "aftaleforum.Summary": "deleted",
    "archive.AccessRequest": "names and words emptied",
    "archive.ItemDecision": "words emptied",
    "archive.Given": "stays: what, when, how, digest",
    "archive.GivenCopy": "deleted",
    "archive.Keeping": "reasons emptied",
    "archive.Handover": "stays: the archive's receipt",
    "archive.Destruction": "is the certificate",
    "people.CprNumber": "deleted",
    "people.Relation": "deleted",
    "people.User": "closed and emptied where the person goes",
    "record.LookCase": "stays: the log outlives the case; its reasons are emptied",
}
"""What happens to each table that tells of a case or a person; a test fails for a table that is not told of here."""


def run(destruction: int, at: datetime) -> Destruction:
    """Destroy what a confirmed proposal says and return its certificate; again and again it does nothing twice.

    One that was taken back before anything was gone (somebody held the case back) is left as it is.
    """
    row = _emptied(destruction, at)
    if row.emptied_at is None:
        return row
    for sha256 in row.files:
        remove(sha256)
    if row.finished_at is None:
        row.finished_at = at
        row.save(update_fields=["finished_at"])
    return row


def resume(at: datetime) -> int:
    """Run on with every destruction that was confirmed and not finished; how many."""
    ids = list(under_way().order_by("pk").values_list("pk", flat=True))
    for pk in ids:
        run(pk, at)
    return len(ids)


def under_way() -> QuerySet[Destruction]:
    """The destructions that were confirmed and neither finished nor taken back."""
    return Destruction.objects.filter(confirmed_at__isnull=False, withdrawn_at__isnull=True, finished_at__isnull=True)


@transaction.atomic
@sensitive_variables()
def _emptied(destruction: int, at: datetime) -> Destruction:
    case = lock(Destruction.objects.values_list("case_id", flat=True).get(pk=destruction))
    row = Destruction.objects.select_related("case__child").get(pk=destruction)
    if row.emptied_at is not None or row.confirmed_at is None or row.withdrawn_at is not None:
        return row
    digest, counts = hashlib.sha256(), Counter[str]()
    before = history_digest(case)
    for kind, values in _contents(case):
        counts[kind] += 1
        digest.update(json.dumps([kind, *values], ensure_ascii=False, default=str).encode() + b"\n")
    row.files = sorted(_files_of(case))
    _empty(case)
    if history_digest(case) != before:
        raise RuntimeError("the history changed while it was emptied")
    counts["hændelser, der står tilbage uden tekst"] = LedgerEvent.objects.filter(case=case).count()
    row.counts, row.sha256, row.emptied_at = dict(counts), digest.hexdigest(), at
    row.save(update_fields=["files", "counts", "sha256", "emptied_at"])
    return row


def history_digest(case: Case) -> str:
    """Return the digest of the case's events as they stand: the same before and after."""
    digest = hashlib.sha256()
    fields = ("number", "kind", "step", "occurrence", "on", "recorded_at", "facts", "target", "edition", "actor_role")
    for values in LedgerEvent.objects.filter(case=case).order_by("number").values_list(*fields):
        digest.update(json.dumps(values, ensure_ascii=False, default=str, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def _files_of(case: Case) -> set[str]:
    """The hashes of the files that the case names."""
    versions = Version.objects.filter(document__case=case).values_list("sha256", flat=True)
    sent = Enclosure.objects.filter(dispatch__case=case).values_list("sha256", flat=True)
    return {*versions, *sent}


def _contents(case: Case) -> Iterator[tuple[str, list[Any]]]:
    """Everything that is about to be destroyed, row by row, in an order of its own."""
    yield from _rows("tekster", LedgerText.objects.filter(case=case).exclude(body=""), "event", "key", "body")
    yield from _rows("notater", Note.objects.filter(case=case), "pk", "on", "half", "body")
    minutes = BekuItem.objects.filter(case=case).exclude(minutes="")
    yield from _rows("referater af punkter i BEKU", minutes, "meeting", "occurrence", "version", "minutes")
    documents = Document.objects.filter(case=case)
    yield from _rows("dokumenter", documents, "number", "kind", "title", "system", "reference", "on")
    plan = Revision.objects.filter(part__plan__case=case)
    yield from _rows("handleplan", plan, "part", "number", "title", "body", "seen", "who", "rhythm")
    versions = Version.objects.filter(document__case=case)
    yield from _rows("filer", versions, "document__number", "number", "sha256", "size", "file_name", "reason")
    yield from aftaleforum.contents(case)
    sent = Dispatch.objects.filter(case=case)
    yield from _rows("afsendelser", sent, "pk", "key", "port", "subject", "body", "reference", "why", "posted_at")
    enclosed = Enclosure.objects.filter(dispatch__case=case)
    yield from _rows("bilag til afsendelser", enclosed, "dispatch", "number", "name", "sha256", "size")
    for person in _leaving(case):
        cpr = CprNumber.objects.filter(person=person).first()
        born = person.birth_date.isoformat() if person.birth_date else ""
        yield "personer", [person.name, born, open_address(person), cpr.number if cpr else ""]
    relations = Relation.objects.filter(child=case.child_id)
    yield from _rows("relationer", relations, "adult__uuid", "kind", "family_word", "since", "until")
    blocks = LetterBlock.objects.filter(letter__case=case)
    yield from _rows("afsnit i breve", blocks, "letter__number", "key", "body")
    receivers = Copy.objects.filter(letter__case=case)
    yield from _rows("eksemplarer af breve", receivers, "letter__number", "number", "name", "way")
    letters = Letter.objects.filter(case=case).exclude(notifier_name="", notifier_address="", departure="", trouble="")
    yield from _rows(
        "breves oplysninger", letters, "number", "notifier_name", "notifier_address", "departure", "trouble"
    )
    copies = Given.objects.filter(request__case=case, copy__isnull=False)
    asked = Anmodning.objects.filter(case=case)
    yield from _rows("anmodninger", asked, "occurrence", "pk", "sex", "grade", "level", "area", "words")
    yield from _rows("forslag", Forslag.objects.filter(runde__case=case), "runde", "rank", "unit__key", "reason")
    yield from _rows("råd", Forslagsrunde.objects.filter(case=case).exclude(advice=""), "occurrence", "pk", "advice")
    yield from _rows("milepæle", Milepael.objects.filter(plan__case=case), "plan", "on", "what", "who")
    yield from _rows("kopier af udleveringer", copies, "request__number", "number", "sha256")


def _rows(kind: str, rows: Any, *fields: str) -> Iterable[tuple[str, list[Any]]]:
    return ((kind, list(values)) for values in rows.order_by(*fields[:2]).values_list(*fields))


@sensitive_variables()
def _empty(case: Case) -> None:
    LedgerText.objects.filter(case=case).exclude(body="").update(body="")
    Note.objects.filter(case=case).delete()
    _empty_workplaces(case)
    Fetch.objects.filter(version__document__case=case).delete()
    Share.objects.filter(document__case=case).delete()
    Version.objects.filter(document__case=case).delete()
    Document.objects.filter(case=case).delete()
    Grant.objects.filter(case=case).update(reason=GONE, reference="")
    Bar.objects.filter(case=case).update(reason=GONE)
    Lock.objects.filter(case=case).update(reason=GONE, lifted_why="")
    Enclosure.objects.filter(dispatch__case=case).delete()
    Dispatch.objects.filter(case=case).exclude(state__in=(Dispatch.State.SENDT, Dispatch.State.OPGIVET)).update(
        state=Dispatch.State.OPGIVET, due_at=None, lease="", lease_until=None
    )
    Dispatch.objects.filter(case=case).update(
        receiver="", subject=GONE, body="", extra={}, about="", reference="", why="", failure=""
    )
    Journaling.objects.filter(case=case).update(why="")
    GivenCopy.objects.filter(given__request__case=case).delete()
    ItemDecision.objects.filter(request__case=case).update(passages=[], reason="")
    AccessRequest.objects.filter(case=case).update(
        name="", person_id=None, power_of_attorney="", scope="", late_because="", ended_because=""
    )
    Keeping.objects.filter(case=case).update(reason=GONE, lifted_why="")
    mine = LookCase.objects.filter(case_id=case.pk, how="aabnet").values("look_id")
    LookReason.objects.filter(look_id__in=mine).exclude(body="").update(body="")
    leaving = _leaving(case)
    Relation.objects.filter(child=case.child_id).delete()
    for person in leaving:
        _forget(person, keep=person.pk == case.child_id)


@sensitive_variables()
def _empty_workplaces(case: Case) -> None:
    """What is written in plans, letters, meetings and the matching, before the documents they point to go."""
    BekuItem.objects.filter(case=case).update(minutes="", document=None)
    Revision.objects.filter(part__plan__case=case).update(title="", body="", seen="", who="", rhythm="")
    Filing.objects.filter(plan__case=case).delete()
    LetterBlock.objects.filter(letter__case=case).delete()
    Copy.objects.filter(letter__case=case).update(person=None, name="", document=None)
    Letter.objects.filter(case=case).update(notifier_name="", notifier_address="", departure="", trouble="")
    aftaleforum.empty(case)
    Milepael.objects.filter(plan__case=case).delete()
    Tidsplan.objects.filter(case=case).delete()
    Forslag.objects.filter(runde__case=case).delete()
    Forslagsrunde.objects.filter(case=case).delete()
    Anmodning.objects.filter(case=case).delete()


def _leaving(case: Case) -> list[Person]:
    """The child, and those around it who are nothing to another child and have no case of their own."""
    around = Relation.objects.filter(child=case.child_id).values("adult")
    found = [case.child]
    with gate():  # whether somebody has a case elsewhere is asked of all cases, and nothing of them is shown
        for person in Person.objects.filter(pk__in=around).order_by("pk"):
            elsewhere = Relation.objects.filter(adult=person).exclude(child=case.child_id).exists()
            own = Relation.objects.filter(child=person).exists() or Case.objects.filter(child=person).exists()
            if not elsewhere and not own:
                found.append(person)
    other_roles = Relation.objects.filter(adult=case.child_id).exists()
    return found[1:] if other_roles else found


@sensitive_variables()
def _forget(person: Person, *, keep: bool) -> None:
    """Take everything of a person away; the row of the child stays, since the case hangs on it."""
    CprNumber.objects.filter(person=person).delete()
    user = User.objects.filter(person=person).first()
    if user is not None:
        _close(user)
    if not keep:
        person.delete()
        return
    person.uuid = uuid.uuid4()
    person.given_name, person.family_name = GONE_NAME
    person.birth_date, person.address, person.interpreter_language = None, "", ""
    person.protected_address = person.digital_post_exempt = False
    person.save()


def _close(user: User) -> None:
    """A log-in of the family's: closed, without name, and without what it logged in by."""
    for label in ("account.EmailAddress", "mfa.Authenticator", "socialaccount.SocialAccount"):
        app, model = label.split(".")
        if apps.is_installed(f"allauth.{app}"):
            apps.get_model(app, model)._default_manager.filter(user=user).delete()
    user.person, user.is_active = None, False
    user.username, user.name, user.title, user.email = f"{GONE}-{user.pk}", GONE.capitalize(), "", ""
    user.set_unusable_password()
    user.save()

"""One contract for every way out, the real ones and those of the demo town; and what each promises of its own."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ImproperlyConfigured

from sagsgang.adapters import drops, outgoing
from sagsgang.adapters.by_hand import ByHand
from sagsgang.adapters.digital_post import NAMESPACE, DigitalPost, Sender
from sagsgang.adapters.drops import Drop
from sagsgang.adapters.journals import AnsweringJournal, Journal
from sagsgang.adapters.mail import MailFolder, Smtp, message_of
from sagsgang.outbox.parcels import Attachment, Parcel, Port, Receipt, Refused, Responsible, TryAgain, Uncertain
from sagsgang.people.cpr import demo_number
from sagsgang.people.models import CprNumber, Person
from tests.outbox.ground import NOW, PDF
from tests.outbox.mail_server import DIES_AFTER, DIES_BEFORE, free_port, post_office
from tests.web.town import TODAY

pytestmark = pytest.mark.django_db
SENDER = "sagsgang@fjordkoebing.example"
BY = Sender("00000000", "Fjordkøbing Kommune")
CPR = demo_number(TODAY.replace(year=1985))


def parcel(key: str = "brev:1", **more: Any) -> Parcel:
    said = {
        "to": {"address": "mor@eksempel.dk", "name": "Mathilde Testesen", "person": str(more.pop("person", ""))},
        "subject": "Der er post til dig", "body": "Læs det på ærø.", "attachments": (PDF,),
    }  # fmt: skip
    fixed = {"port": "mail", "kind": "brev", "case_id": None, "responsible": Responsible("rc_plc", 1)}
    return Parcel(key=key, **{**fixed, **said, **more})


@dataclass
class Way:
    """A way out with somebody at the other end: `received` are the contents that came."""

    port: Port
    received: Callable[[], list[bytes]]


@pytest.fixture
def mother() -> Person:
    person = Person.objects.create(given_name="Mathilde", family_name="Testesen")
    CprNumber.objects.create(person=person, number=CPR)
    return person


@pytest.fixture(params=["smtp", "mail folder", "digital post", "journal", "answering journal"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    def in_folders(name: str) -> Callable[[], list[bytes]]:
        return lambda: [path.read_bytes() for path in sorted(tmp_path.glob(name))]

    if request.param == "smtp":
        with post_office() as (office, where):
            yield Way(Smtp(f"smtp://{where}?tls=nej", SENDER), lambda: office.got)
    elif request.param == "mail folder":
        yield Way(MailFolder(tmp_path, SENDER), in_folders("*.eml"))
    elif request.param == "digital post":
        yield Way(DigitalPost(Drop(tmp_path, answers=False), BY), in_folders("sagsgang-*/besked.xml"))
    elif request.param == "journal":
        yield Way(Journal("KINGO", Drop(tmp_path, answers=False)), in_folders("sagsgang-*/01-brev.pdf"))
    else:
        yield Way(AnsweringJournal("KINGO", Drop(tmp_path)), in_folders("sagsgang-*/01-brev.pdf"))


def test_every_way_out_hands_over_once_and_answers_with_a_receipt(way: Way, mother: Person) -> None:
    handed: list[int] = []
    receipt = way.port.send(parcel(person=mother.pk), NOW, lambda: handed.append(len(way.received())))
    assert receipt.reference
    assert not receipt.by_hand
    (content,) = way.received()
    plain = content.replace(b"\n", b"").replace(b"\r", b"")
    assert PDF.content in content or base64.b64encode(PDF.content) in plain
    assert handed == ([] if way.port.repeatable else [0])
    again = way.port.send(parcel(person=mother.pk), NOW, lambda: None)
    assert again == receipt
    if way.port.repeatable:
        assert way.received() == [content]
    else:
        assert len({each.split(b"Message-ID:")[1].split(b"\n")[0] for each in way.received()}) == 1


def test_what_is_done_by_hand_says_so() -> None:
    assert ByHand().send(parcel(), NOW, lambda: None) == Receipt(by_hand=True)


# --- mail -------------------------------------------------------------------------------------------------------------


def test_a_mail_is_what_was_posted() -> None:
    with post_office() as (office, where):
        Smtp(f"smtp://{where}?tls=nej", SENDER).send(parcel(), NOW, lambda: None)
        (mail,) = office.mails
    assert (mail["From"], mail["Subject"]) == (SENDER, "Der er post til dig")
    assert mail["To"] == "Mathilde Testesen <mor@eksempel.dk>"
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Læs det på ærø."
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("brev.pdf", PDF.content)


def test_the_same_parcel_is_the_same_mail() -> None:
    assert message_of(parcel(), NOW, SENDER).as_bytes() == message_of(parcel(), NOW, SENDER).as_bytes()
    assert message_of(parcel(), NOW, SENDER)["Message-ID"] != message_of(parcel("brev:2"), NOW, SENDER)["Message-ID"]


def test_a_calendar_goes_as_the_other_form_of_the_text_with_its_method() -> None:
    calendar = Attachment("aftale.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n")
    made = message_of(parcel(attachments=(calendar, PDF), extra={"method": "CANCEL"}), NOW, SENDER)
    read = message_from_bytes(made.as_bytes(), policy=policy.default)
    (part,) = [each for each in read.walk() if each.get_content_type() == "text/calendar"]
    assert (part.get_param("method"), part.get_param("charset")) == ("CANCEL", "utf-8")
    assert "METHOD:CANCEL" in part.get_content()
    assert [each.get_content_type() for each in read.iter_attachments()] == ["application/pdf"]


@pytest.mark.parametrize(
    "to",
    [{"address": "mor@eksempel.dk\nBcc: alle@eksempel.dk"}, {"address": "ikke en adresse"}, {}, {"address": "æ@x.dk"}],
)
def test_an_address_that_is_none_goes_into_no_header(to: dict[str, str]) -> None:
    with pytest.raises(Refused):
        message_of(parcel(to=to), NOW, SENDER)


def test_a_name_brings_no_header_along() -> None:
    to = {"address": "mor@bøgeskoven.dk", "name": "Mathilde\r\nBcc: alle@eksempel.dk"}
    read = message_from_bytes(message_of(parcel(to=to), NOW, SENDER).as_bytes(), policy=policy.default)
    assert read["Bcc"] is None
    assert read["To"].addresses[0].addr_spec == "mor@" + "bøgeskoven.dk".encode("idna").decode()


@pytest.mark.parametrize(
    ("answer", "raised"),
    [("451 later", TryAgain), ("552 no", Refused), (DIES_BEFORE, Uncertain), (DIES_AFTER, Uncertain)],
)
def test_what_the_mail_server_says_of_the_text(answer: str, raised: type[Exception]) -> None:
    with post_office() as (office, where):
        office.answer = answer
        with pytest.raises(raised):
            Smtp(f"smtp://{where}?tls=nej", SENDER).send(parcel(), NOW, lambda: None)


@pytest.mark.parametrize(("answer", "raised"), [("450 later", TryAgain), ("550 nobody here", Refused)])
def test_what_it_says_of_the_receiver_comes_before_anything_is_handed_over(
    answer: str, raised: type[Exception]
) -> None:
    handed: list[str] = []
    with post_office() as (office, where):
        office.rcpt = answer
        with pytest.raises(raised):
            Smtp(f"smtp://{where}?tls=nej", SENDER).send(parcel(), NOW, lambda: handed.append("over"))
    assert (handed, office.got) == ([], [])


def test_a_mail_server_that_is_away_is_tried_again() -> None:
    with pytest.raises(TryAgain):
        Smtp(f"smtp://127.0.0.1:{free_port()}?tls=nej", SENDER).send(parcel(), NOW, lambda: None)


@pytest.mark.parametrize(("password", "fits"), [("hemmelig", True), ("forkert", False)])
def test_the_house_logs_in(password: str, fits: bool) -> None:
    with post_office(login=True) as (office, where):
        port = Smtp(f"smtp://sagsgang:{password}@{where}?tls=nej", SENDER)
        if fits:
            port.send(parcel(), NOW, lambda: None)
        else:
            with pytest.raises(TryAgain, match="login"):
                port.send(parcel(), NOW, lambda: None)
    assert len(office.got) == int(fits)


def test_a_server_without_tls_gets_nothing_unless_that_is_said() -> None:
    with post_office() as (office, where), pytest.raises(TryAgain):
        Smtp(f"smtp://{where}", SENDER).send(parcel(), NOW, lambda: None)
    assert office.got == []


# --- folders ----------------------------------------------------------------------------------------------------------


def test_a_message_to_a_journal_tells_whose_it_is_and_what_its_files_are(tmp_path: Path, mother: Person) -> None:
    port = Journal("CSC", Drop(tmp_path, answers=False))
    receipt = port.send(parcel(person=mother.pk, extra={"sag": "2026-00001"}), NOW, lambda: None)
    folder = tmp_path / receipt.reference
    told = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    assert (told["system"], told["format"], told["barn"]) == (
        "CSC", "sagsgang-udveksling-1", {"navn": "Mathilde Testesen", "cpr": CPR},
    )  # fmt: skip
    assert told["oplysninger"] == {"sag": "2026-00001"}
    assert [each["navn"] for each in told["filer"]] == ["01-brev.pdf"]
    assert {each.name for each in folder.iterdir()} == {"metadata.json", "01-brev.pdf"}
    assert not list((tmp_path / drops.WORKSHOP).iterdir())


def test_the_receivers_number_is_waited_for(tmp_path: Path) -> None:
    port = Journal("KINGO", Drop(tmp_path))
    with pytest.raises(TryAgain, match="kvittering"):
        port.send(parcel(), NOW, lambda: None)
    (folder,) = tmp_path.glob("sagsgang-*")
    for path in folder.iterdir():  # the receiver has taken it away, and answers later
        path.unlink()
    folder.rmdir()
    with pytest.raises(TryAgain, match="kvittering"):
        port.send(parcel(), NOW, lambda: None)
    assert not folder.exists()
    answer = tmp_path / drops.RECEIPTS / f"{folder.name}.json"
    answer.parent.mkdir()
    for said, came in (("{", TryAgain), ('{"status": "andet"}', TryAgain), ('{"status": "afvist"}', Refused)):
        answer.write_text(said)
        with pytest.raises(came):
            port.send(parcel(), NOW, lambda: None)
    answer.write_text('{"status": "modtaget", "nummer": "26/00017"}')
    assert port.send(parcel(), NOW, lambda: None) == Receipt("26/00017")


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(TryAgain):
        Journal("KINGO", Drop(tmp_path / "fil")).send(parcel(), NOW, lambda: None)
    with pytest.raises(TryAgain):
        MailFolder(tmp_path / "fil", SENDER).send(parcel(), NOW, lambda: None)


def test_what_a_try_left_that_was_cut_off_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / drops.WORKSHOP / f"{drops.name_of('brev:1')}.halvt"
    left.mkdir(parents=True)
    (left / "01-brev.pdf").write_bytes(b"%PDF")
    Journal("KINGO", Drop(tmp_path, answers=False)).send(parcel(), NOW, lambda: None)
    assert not left.exists()


# --- Digital Post -----------------------------------------------------------------------------------------------------


def memo(tmp_path: Path, mother: Person, **more: Any) -> ElementTree.Element:
    port = DigitalPost(Drop(tmp_path, answers=False), BY)
    receipt = port.send(parcel(person=mother.pk, **more), NOW, lambda: None)
    return ElementTree.fromstring((tmp_path / receipt.reference / "besked.xml").read_bytes())  # noqa: S314 - our own


def texts(message: ElementTree.Element, path: str) -> list[str | None]:
    return [each.text for each in message.findall(path, {"m": NAMESPACE})]


def test_digital_post_is_memo_in_the_order_of_its_schema(tmp_path: Path, mother: Person) -> None:
    message = memo(tmp_path, mother)
    assert message.tag == f"{{{NAMESPACE}}}Message"
    assert message.attrib == {"memoVersion": "1.2", "memoSchVersion": "1.2.0"}
    header, body = message
    assert [each.tag.partition("}")[2] for each in header] == [
        "messageType", "messageUUID", "label", "mandatory", "legalNotification", "Sender", "Recipient",
    ]  # fmt: skip
    assert texts(header, "m:messageType") == ["DIGITALPOST"]
    assert texts(header, "m:Sender/*") == ["00000000", "CVR", "Fjordkøbing Kommune"]
    assert texts(header, "m:Recipient/*") == [CPR, "CPR"]
    (identity,) = texts(header, "m:messageUUID")
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", str(identity))
    assert texts(body, "m:createdDateTime") == ["2026-03-02T09:30:00Z"]
    assert [each.tag.partition("}")[2] for each in body] == ["createdDateTime", "MainDocument"]
    assert texts(body, "m:MainDocument/m:File/*")[:3] == ["application/pdf", "brev.pdf", "da"]
    assert base64.b64decode(str(texts(body, "m:MainDocument/m:File/m:content")[0])) == PDF.content


def test_more_files_go_along_and_without_any_the_text_is_the_letter(tmp_path: Path, mother: Person) -> None:
    two = memo(tmp_path / "to", mother, attachments=(PDF, Attachment("bilag.pdf", "application/pdf", b"%PDF")))
    assert texts(two, ".//m:filename") == ["brev.pdf", "bilag.pdf"]
    assert len(two.findall(".//m:AdditionalDocument", {"m": NAMESPACE})) == 1
    none = memo(tmp_path / "ingen", mother, attachments=())
    assert base64.b64decode(str(texts(none, ".//m:content")[0])).decode() == "Læs det på ærø."


def test_the_label_that_shows_on_a_telephone_tells_of_nobody(tmp_path: Path, mother: Person) -> None:
    label = texts(memo(tmp_path, mother), "m:MessageHeader/m:label")
    assert label == ["Der er post til dig"]


def test_whoever_has_no_number_or_is_exempt_gets_no_digital_post(tmp_path: Path, mother: Person) -> None:
    port = DigitalPost(Drop(tmp_path), BY)
    mother.digital_post_exempt = True
    mother.save()
    for person in (mother.pk, "", 999_999):
        with pytest.raises(Refused):
            port.send(parcel(person=person), NOW, lambda: None)


# --- settings ---------------------------------------------------------------------------------------------------------


def test_the_demo_towns_post_ends_in_folders(settings: Any, tmp_path: Path) -> None:
    settings.OUTGOING = tmp_path
    found = outgoing.ports()
    assert [type(found[key]) for key in ("mail", "digital_post", "print", "kingo", "csc", "kmd")] == [
        MailFolder, DigitalPost, ByHand, AnsweringJournal, ByHand, ByHand,
    ]  # fmt: skip


def test_a_house_has_the_ways_out_that_it_sets_up_and_does_the_rest_by_hand(settings: Any) -> None:
    settings.DEMO = False
    assert {type(port) for port in outgoing.ports().values()} == {ByHand}
    settings.SMTP, settings.MAIL_SENDER = "smtp://post.example:25?tls=nej", SENDER
    settings.DIGITAL_POST, settings.CVR = "dir:///srv/post", "12345678"
    settings.JOURNALS = {"kingo": "dir:///srv/kingo?kvittering=nej", "csc": "", "kmd": ""}
    found = outgoing.ports()
    assert found["mail"] == Smtp("smtp://post.example:25?tls=nej", SENDER)
    assert found["kingo"] == Journal("KINGO", Drop(Path("/srv/kingo"), answers=False))
    assert type(found["csc"]) is ByHand


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP", "http://post"), ("SMTP", "smtp://post?tls=maaske"), ("MAIL_SENDER", "ingen"), ("CVR", "12"),
        ("DIGITAL_POST", "/srv/post"), ("DIGITAL_POST", "dir://vaert/post"), ("DIGITAL_POST", "dir:///a?kvittering=x"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_meant_stops_the_worker_with_a_sentence(settings: Any, name: str, value: str) -> None:
    settings.SMTP, settings.MAIL_SENDER = "smtp://post.example", SENDER
    settings.DIGITAL_POST, settings.CVR = "dir:///srv/post", "12345678"
    setattr(settings, name, value)
    with pytest.raises(ImproperlyConfigured):
        outgoing.ports()

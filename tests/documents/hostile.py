"""Word, OpenDocument and PDF files that hide what they do, and ordinary ones that look a little like them."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from tests.documents.samples import WORD, docx, docx_with_types, odt, paper

_PLACES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DTD = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def _rels(relation: str, name: str = "word/_rels/settings.xml.rels") -> bytes:
    whole = f'<Relationships xmlns:q="urn:q" xmlns:p="urn:p">{relation}</Relationships>'
    return docx(**{name: whole.encode()})


def _relation(kind: str = "attachedTemplate", mode: str = 'TargetMode="External"', tag: str = "Relationship") -> str:
    return f'<{tag} Id="rId1" Type="{_PLACES}/{kind}" Target="https://x.example/a" {mode}/>'


def _body(inside: str, part: str = "word/document.xml") -> bytes:
    return docx(**{part: f"<w:document {_W}><w:body><w:p>{inside}</w:p></w:body></w:document>".encode()})


def _field(*pieces: str) -> str:
    said = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in pieces)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{said}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _odt(inside: str) -> bytes:
    return odt(f'<office:document-content xmlns:x="urn:x">{inside}</office:document-content>'.encode())


REMOTE = {
    "char reference": _rels(_relation(mode='TargetMode="&#69;xternal"')),
    "type in another namespace": _rels(_relation(mode='q:Type="/relationships/hyperlink" TargetMode="External"')),
    "prefixed element": _rels(_relation(tag="p:Relationship")),
    "greater-than before": _rels(_relation(mode='q="a>b" TargetMode="External"')),
    "rels in capitals": _rels(_relation(), "word/_rels/settings.xml.RELS"),
    "utf-16": docx(**{"word/_rels/a.rels": f"<Relationships>{_relation()}</Relationships>".encode("utf-16")}),
    "another mode": _rels(_relation(mode='TargetMode="external "')),
    "no mode": _rels(_relation(mode="")),
    "dde": _body(_field(' DDE cmd "/c calc" ')),
    "dde in pieces": _body(_field("DD", "EAU", "TO c:\\\\x")),
    "dde by reference": _body(_field("&#68;DEAUTO x")),
    "dde, never closed": _body('<w:fldChar w:fldCharType="begin"/><w:instrText>ddeauto x</w:instrText>'),
    "dde without a field": _body("<w:instrText>DDEAUTO x</w:instrText>"),
    "dde, deleted": _body("<w:delInstrText>DDEAUTO x</w:delInstrText>"),
    "dde under another prefix": _body('<v:instrText xmlns:v="urn:w">DDEAUTO x</v:instrText>'),
    "dde whose name is a field": _body(f'<w:fldChar w:fldCharType="begin"/>{_field("QUOTE 68 68 69")}'),
    "simple field": _body('<w:fldSimple w:instr=" DDEAUTO x"/>'),
    "picture, header": _body(_field('INCLUDEPICTURE "http://x.example/a.png"'), "word/header1.xml"),
    "text, footer": _body('<w:fldSimple w:instr="INCLUDETEXT &quot;//x/y&quot;"/>', "word/footer1.xml"),
    "odt picture": _odt('<draw:image xlink:href="https://x.example/a.png"/>'),
    "odt section": _odt('<text:section-source x:href="../secret.odt"/>'),
}

ACTIVE = {
    "chunk by name": docx(**{"word/afchunk.htm": b"<p>hej</p>"}),
    "chunk as mht": docx(**{"word/a.MHT": b"From: x"}),
    "chunk by element": _body('<w:altChunk r:id="rId1"/>'),
    "chunk by relation": _rels(_relation("aFChunk", mode="")),
    "chunk by type": docx_with_types(f'<Types><a ContentType="{WORD}.main+xml"/><b ContentType="text/html"/></Types>'),
    "macro by reference": docx_with_types(f'<Types><a ContentType="{WORD}.main+xml macro&#69;nabled"/></Types>'),
    "ole by relation": _rels(_relation("oleObject", mode="")),
    "odt macro by reference": _odt('<text:a xlink:href="vnd.sun.star.&#115;cript:x"/>'),
    "odt script under another prefix": _odt("<x:event-listener/>"),
    "odt dde": _odt("<text:dde-connection-decl/>"),
    "odt frame": _odt('<draw:floating-frame xlink:href="a"/>'),
}

DECLARED = {
    "document": docx(**{"word/document.xml": _DTD.encode()}),
    "settings": docx(**{"word/settings.xml": _DTD.encode()}),
    "utf-16": docx(**{"word/settings.xml": _DTD.encode("utf-16")}),
    "no suffix": docx(**{"word/settings": _DTD.encode("utf-16-be")}),
    "after blanks": docx(**{"word/settings.bin": b" " * 70_000 + _DTD.encode()}),
    "rels": docx(**{"word/_rels/a.xml.RELS": _DTD.encode()}),
    "odt styles": odt(**{"styles.xml": _DTD.encode()}),
    "other encoding": docx(**{"word/a.xml": b"<?xml version='1.0' encoding='cp037'?><a/>"}),
    "not well-formed": docx(**{"word/a.xml": b"<a><b></a>"}),
}

ORDINARY = {
    "fields": _body(
        _field(" PAGE ")
        + _field(' HYPERLINK "https://x.example/adde" ')
        + '<w:fldSimple w:instr=" DATE \\@ d.M.yyyy "/>'
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
        + _field(" MERGEFIELD navn ")
        + "<w:r><w:instrText> = 1 </w:instrText></w:r>"
        + '<w:fldChar w:fldCharType="separate"/><w:t>DDEAUTO</w:t><w:fldChar w:fldCharType="end"/>'
    ),
    "own parts": _rels(
        f'<Relationship Type="{_PLACES}/customXml" Target="../customXml/item1.xml"/>'
        f'<Relationship Type="{_PLACES}/image" Target="media/image1.png" TargetMode="Internal"/>'
        f'<Relationship Type="{_PLACES}/hyperlink" Target="mailto:a@x.example" TargetMode="External"/>'
    ),
    "utf-16 part": docx(**{"customXml/item1.xml": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16")}),
    "odt": _odt(
        '<office:scripts/><text:a xlink:href="https://x.example">x</text:a><draw:image xlink:href="Pictures/1.png"/>'
    ),
    "odt, empty part": odt(**{"Configurations2/accelerator/current.xml": b"", "styles.xml": b"<a/>"}),
    "odt of a template": odt(**{"meta.xml": b'<a><meta:template xlink:href="../../b.ott"/></a>'}),
}


def _pdf(change: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper())))
    page = writer.pages[0]
    uri = _action("/URI", "/URI", TextStringObject("https://x.example"))
    goto = _action("/GoTo", "/D", ArrayObject([page.indirect_reference, NameObject("/Fit")]))
    then = DictionaryObject({**goto, NameObject("/Next"): uri})
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): uri})
    opens: dict[str, PdfObject] = {
        "opens an address": writer._add_object(uri),
        "opens another file": _action("/GoToR", "/F", TextStringObject("//x/y.pdf")),
        "opens, then an address": then,
        "prints": _action("/Named", "/N", NameObject("/Print")),
        "number": NumberObject(1),
        "at a page": writer._add_object(goto),
        "at a place": ArrayObject([page.indirect_reference, NameObject("/FitH"), NumberObject(9)]),
    }
    if change in opens:
        writer.root_object[NameObject("/OpenAction")] = opens[change]
    match change:
        case "page":
            page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): uri})
        case "catalog":
            writer.root_object[NameObject("/AA")] = DictionaryObject({NameObject("/WC"): uri})
        case "embedded":
            writer._add_object(_action("/GoToE", "/T", DictionaryObject()))
        case "link":
            page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _action(kind: str, key: str, value: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(key): value})


_PDF_ACTIVE = ("opens an address", "opens another file", "opens, then an address", "prints", "page", "catalog",
               "embedded", "number")  # fmt: skip
PDF_ACTIVE = {change: _pdf(change) for change in _PDF_ACTIVE}
PDF_ORDINARY = {change: _pdf(change) for change in ("link", "at a page", "at a place")}

"""An identity provider for the tests: a self-signed certificate, and assertions as Context Handler writes them."""

import base64
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

ENTITY, SIGN_ON, OURS = "https://idp.example/", "https://idp.example/sso", "idp.example"
HOST = "sag.example"
HERE = f"http://{HOST}/log-ind/saml/contexthandler/"
SIGN_OFF = "https://idp.example/slo"
SIGNED_WITH = Constants.RSA_SHA256
LEVEL = "https://data.gov.dk/concept/core/nsis/loa"
PRIVILEGES = "https://data.gov.dk/model/core/eid/privilegesIntermediate"


@cache
def key_and_certificate(name: str) -> tuple[str, str]:
    """A key and the certificate it has signed itself, both PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    return pem.decode(), certificate.decode()


def house() -> dict[str, Any]:
    """What the environment would name, as config/signing_in.py makes it."""
    return {
        "provider_id": "contexthandler",
        "name": "kommunens log-in",
        "client_id": "contexthandler",
        "settings": {
            "idp": {
                "entity_id": ENTITY,
                "sso_url": SIGN_ON,
                "slo_url": SIGN_OFF,
                "x509cert": key_and_certificate(OURS)[1],
            },
            "sp": {"entity_id": ""},
            "attribute_mapping": {},
            "username_attribute": "",
            "advanced": {"strict": True, "want_assertion_signed": True, "reject_idp_initiated_sso": True},
        },
    }


def asked(address: str) -> ElementTree.Element:
    """The request in the address that a browser is sent to."""
    packed = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
    return ElementTree.fromstring(zlib.decompress(base64.b64decode(packed), -15))  # noqa: S314 - our own request


@dataclass
class Answer:
    """An assertion before it is signed."""

    to: str
    subject: str = "rikke"
    attributes: dict[str, list[str]] = field(default_factory=lambda: {LEVEL: ["Substantial"]})
    lasts: timedelta = timedelta(minutes=5)
    asked_ago: timedelta = timedelta(0)
    audience: str = HERE + "metadata/"
    issuer: str = ENTITY
    signed_by: str = OURS
    sealed_for: str = ""

    def xml(self) -> str:
        """The response with its signed assertion."""
        now = datetime.now(UTC)
        instant, until, asked_at = (
            f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (now, now + self.lasts, now - self.asked_ago)
        )
        told = "".join(
            f'<saml:Attribute Name="{name}">'
            + "".join(f"<saml:AttributeValue>{value}</saml:AttributeValue>" for value in values)
            + "</saml:Attribute>"
            for name, values in self.attributes.items()
        )
        assertion = f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a1" Version="2.0"
 IssueInstant="{instant}"><saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>
<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{self.subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
 InResponseTo="{self.to}" NotOnOrAfter="{until}" Recipient="{HERE}modtag/"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotOnOrAfter="{until}"><saml:AudienceRestriction><saml:Audience>{self.audience}</saml:Audience>
</saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{asked_at}"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:x</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>{told}</saml:AttributeStatement></saml:Assertion>"""
        key, certificate = key_and_certificate(self.signed_by)
        signed = Utils.add_sign(assertion, key, certificate, sign_algorithm=Constants.RSA_SHA256)
        inside = signed.decode().split("?>", 1)[-1] if isinstance(signed, bytes) else signed
        if self.sealed_for:
            inside = sealed(inside, key_and_certificate(self.sealed_for)[1])
        return f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="r1" Version="2.0" IssueInstant="{instant}"
 Destination="{HERE}modtag/" InResponseTo="{self.to}"><saml:Issuer>{self.issuer}</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{inside}</samlp:Response>"""


def sealed(assertion: str, certificate: str) -> str:
    """The assertion, encrypted so that only the owner of the certificate reads it."""
    around = f'<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{assertion}'
    root = etree.fromstring(around + "</saml:EncryptedAssertion>")
    keys = xmlsec.KeysManager()
    keys.add_key(xmlsec.Key.from_memory(certificate, xmlsec.KeyFormat.CERT_PEM, None))
    data = xmlsec.template.encrypted_data_create(
        root, xmlsec.Transform.AES256, type=xmlsec.EncryptionType.ELEMENT, ns="xenc"
    )
    xmlsec.template.encrypted_data_ensure_cipher_value(data)
    info = xmlsec.template.encrypted_data_ensure_key_info(data, ns="dsig")
    xmlsec.template.encrypted_data_ensure_cipher_value(
        xmlsec.template.add_encrypted_key(info, xmlsec.Transform.RSA_OAEP)
    )
    with_key = xmlsec.EncryptionContext(keys)
    with_key.key = xmlsec.Key.generate(xmlsec.KeyData.AES, 256, xmlsec.KeyDataType.SESSION)
    with_key.encrypt_xml(data, root[0])
    return etree.tostring(root).decode()


def log_out(subject: str) -> str:
    """A request to log somebody out, as it stands in an address."""
    now = datetime.now(UTC)
    xml = f"""<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="l1" Version="2.0" IssueInstant="{now:%Y-%m-%dT%H:%M:%SZ}"
 Destination="{HERE}log-ud/"><saml:Issuer>{ENTITY}</saml:Issuer><saml:NameID>{subject}</saml:NameID>
</samlp:LogoutRequest>"""
    packer = zlib.compressobj(wbits=-15)
    return base64.b64encode(packer.compress(xml.encode()) + packer.flush()).decode()


def signed_log_out(subject: str) -> dict[str, str]:
    """The same, signed."""
    asked = {"SAMLRequest": log_out(subject), "RelayState": "", "SigAlg": SIGNED_WITH}
    key = serialization.load_pem_private_key(key_and_certificate(OURS)[0].encode(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    signature = key.sign(urlencode(asked).encode(), padding.PKCS1v15(), hashes.SHA256())
    return asked | {"Signature": base64.b64encode(signature).decode()}


def posted(xml: str) -> dict[str, str]:
    """What a browser brings back."""
    return {"SAMLResponse": base64.b64encode(xml.encode()).decode(), "RelayState": ""}

"""Settings of log-in: local accounts with a second factor, the municipality's own log-in, sessions and their limits.

SAGSGANG_IDLE_MINUTES    minutes without a click before one is logged out (default 30)
SAGSGANG_SESSION_HOURS   hours before one must log in again whatever one does (default 10, one working day)
SAGSGANG_RECENT_MINUTES  minutes for which having proved who one is counts as just now (default 5)
SAGSGANG_PROXIES         how many proxies of ours stand in front and add to X-Forwarded-For (default 1; demo 0)

SAGSGANG_OIDC_URL        issuer of an OpenID Connect provider; with _CLIENT and _SECRET it is offered on the log-in page
SAGSGANG_OIDC_NAME       what it is called there
SAGSGANG_OIDC_USERNAME   claim that holds our user name the first time somebody comes (default sub)
SAGSGANG_OIDC_ACR        acr values, separated by commas, that vouch for two factors

SAGSGANG_SAML_IDP        entity id of the identity provider (Context Handler); with _URL and _CERT it is offered
SAGSGANG_SAML_URL        its single sign-on address
SAGSGANG_SAML_LOGOUT     where it is answered when it has logged somebody out here
SAGSGANG_SAML_CERT       file with its signing certificate (PEM)
SAGSGANG_SAML_ENTITY     our own entity id (default the address of our metadata)
SAGSGANG_SAML_KEY, SAGSGANG_SAML_OWN_CERT  files with our key and certificate: requests are signed, assertions encrypted
SAGSGANG_SAML_USERNAME   attribute that holds our user name the first time (default the subject)
SAGSGANG_SAML_NAME       what it is called on the log-in page
SAGSGANG_SAML_CVR        our CVR number: privileges given for another grant nothing
SAGSGANG_SAML_ROLES      beginning of the identifiers of our brugersystemroller; set: roles follow the assertion
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from sagsgang.config.environment import Environment

_env = Environment.of_process()
_demo = _env.flag("SAGSGANG_DEMO")


def _number(name: str, default: int) -> int:
    """Return a whole number of the environment that is not negative; anything else is refused."""
    value = _env.text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} skal være et helt tal, ikke “{value}”.")
    return int(value)


def _file(name: str) -> str:
    """Return what is in the file that the variable names; "" where it names none."""
    path = _env.text(name, "")
    try:
        return Path(path).read_text(encoding="utf-8") if path else ""
    except OSError:
        raise ImproperlyConfigured(f"{name} peger på en fil, der ikke kan læses.") from None


def _needed(name: str, value: str) -> str:
    """Return the value; a refusal to start where there is none."""
    if not value:
        raise ImproperlyConfigured(f"{name} mangler.")
    return value


def _secure(name: str) -> str:
    """Return the address the variable names; one that is asked in the open is refused, but on this machine."""
    address = _env.text(name, "")
    where = urlsplit(address)
    if address and where.scheme != "https" and where.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ImproperlyConfigured(f"{name} skal begynde med https://. Ellers kan andre svare i dens sted.")
    return address


# --- who gets in ------------------------------------------------------------------------------------------------------
SIGNING_IN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/log-ind/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

ACCOUNT_ADAPTER = "sagsgang.web.signing_in.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up: the adapter says no and there is no address
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = _number("SAGSGANG_RECENT_MINUTES", 5) * 60
ACCOUNT_RATE_LIMITS = {
    # ten wrong passwords for one user name make a pause of a quarter; so do a hundred from one address
    "login_failed": "10/15m/key,100/15m/ip",
    "login": "300/m/ip",  # a whole office logs in at eight from one address
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = _number("SAGSGANG_PROXIES", 0 if _demo else 1)

DEMO_PASSWORD = "fjordkøbing"  # noqa: S105 - the documented word of an invented town

# --- the second factor ------------------------------------------------------------------------------------------------
SECOND_FACTOR_REQUIRED = not _demo
MFA_ADAPTER = "sagsgang.web.signing_in.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey is something one has AND a finger, face or PIN
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "add_webauthn": "sagsgang.web.signing_in.forms.AddKey",
    "login_webauthn": "sagsgang.web.signing_in.forms.LogInByKey",
    "authenticate_webauthn": "sagsgang.web.signing_in.forms.SecondStepByKey",
}
MFA_TOTP_ISSUER = "Sagsgang"
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

# --- how long ---------------------------------------------------------------------------------------------------------
SESSION_COOKIE_AGE = _number("SAGSGANG_SESSION_HOURS", 10) * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_LIMIT = _number("SAGSGANG_IDLE_MINUTES", 30) * 60
SESSION_WARNING = min(3 * 60, SESSION_IDLE_LIMIT // 2)  # seconds before the end at which a page says so

# Wrong tries and used codes are counted where every process counts: in the database, which every house already has.
# A cache of each process would let an attacker try as many times more as there are workers, and forget at a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "house_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # so many that nobody can push a count out by trying other names
    }
}

# --- the municipality's own log-in ------------------------------------------------------------------------------------
SOCIALACCOUNT_ADAPTER = "sagsgang.web.signing_in.adapters.OtherHouses"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: form-action 'self' would stop a form on its way to another house
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_STORE_TOKENS = False
SAML_ROLES = _env.text("SAGSGANG_SAML_ROLES", "")
SAML_CVR = _env.text("SAGSGANG_SAML_CVR", "")
if SAML_ROLES:
    _needed("SAGSGANG_SAML_CVR", SAML_CVR)


def _oidc() -> list[dict[str, Any]]:
    """The OpenID Connect provider of the environment, or none."""
    if not _env.text("SAGSGANG_OIDC_URL", ""):
        return []
    username = _env.text("SAGSGANG_OIDC_USERNAME", "sub")
    return [
        {
            "provider_id": "kommunen",
            "name": _env.text("SAGSGANG_OIDC_NAME", "kommunens log-in"),
            "client_id": _env.secret("SAGSGANG_OIDC_CLIENT", throwaway=False),
            "secret": _env.secret("SAGSGANG_OIDC_SECRET", throwaway=False),
            "settings": {
                "server_url": _secure("SAGSGANG_OIDC_URL"),  # what it says of a person is believed by its certificate
                "oauth_pkce_enabled": True,
                "scope": ["openid"] if username == "sub" else ["openid", "profile"],
                "fetch_userinfo": username != "sub",
                "username_claim": username,
                "acr_values": [word for word in _env.text("SAGSGANG_OIDC_ACR", "").split(",") if word],
            },
        }
    ]


def _saml() -> list[dict[str, Any]]:
    """The SAML identity provider of the environment, or none."""
    if not _env.text("SAGSGANG_SAML_IDP", ""):
        return []
    key, certificate = _file("SAGSGANG_SAML_KEY"), _file("SAGSGANG_SAML_OWN_CERT")
    own: dict[str, Any] = {"private_key": key, "x509cert": certificate} if key else {}
    return [
        {
            "provider_id": "contexthandler",
            "name": _env.text("SAGSGANG_SAML_NAME", "kommunens log-in"),
            "client_id": "contexthandler",
            "settings": {
                "idp": {
                    "entity_id": _env.text("SAGSGANG_SAML_IDP", ""),
                    "sso_url": _needed("SAGSGANG_SAML_URL", _secure("SAGSGANG_SAML_URL")),
                    "slo_url": _secure("SAGSGANG_SAML_LOGOUT"),
                    "x509cert": _needed("SAGSGANG_SAML_CERT", _file("SAGSGANG_SAML_CERT")),
                },
                "sp": {"entity_id": _env.text("SAGSGANG_SAML_ENTITY", "")},
                "attribute_mapping": {},
                "username_attribute": _env.text("SAGSGANG_SAML_USERNAME", ""),
                "advanced": own
                | {
                    "strict": True,
                    "want_assertion_signed": True,
                    "want_assertion_encrypted": bool(key),
                    "authn_request_signed": bool(key),
                    "metadata_signed": bool(key),
                    "reject_idp_initiated_sso": True,
                },
            },
        }
    ]


SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "sagsgang.web.signing_in.oidc.HouseOpenID", "APPS": _oidc()},
    "saml": {"provider_class": "sagsgang.web.signing_in.saml.HouseSAML", "APPS": _saml()},
}

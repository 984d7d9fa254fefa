"""The settings of one house, read from the environment and nowhere else.

SAGSGANG_DEMO=1     an invented town on this machine: no secrets asked for, cookies over plain http
SECRET_KEY          signs sessions; required outside the demo
ALLOWED_HOSTS       names the house answers to, separated by commas; required outside the demo
SAGSGANG_KEYS       seal CPR numbers and addresses, newest first, separated by commas; required outside the demo
SAGSGANG_INDEX_KEY  finds a CPR number without reading it; while it is turned over the old one follows after a comma
SAGSGANG_RECORD_KEY binds the log of looks together; while it is turned over the old one follows after a comma
DATABASE_URL        postgresql://… or sqlite:///…; without it a file in SAGSGANG_DATA
SAGSGANG_DATA       folder for what the house makes (default var/ beside the source)
SAGSGANG_FILE_MB    the largest file that can be laid up, in megabytes (default 25)
SAGSGANG_CLAMD      ClamAV's daemon: tcp://host:3310 or unix:///run/clamav/clamd.ctl; without it files wait unscanned
SAGSGANG_RETENTION  the municipality's rules on how long a case is kept, a TOML file; without it nothing is destroyed
SAGSGANG_KOMMUNE    the municipality's name, as it stands on its papers; (default Københavns Kommune)
SAGSGANG_ADRESSE    where the house is reached, for links in mails: https://sagsgang.example.dk
SAGSGANG_SMTP       the mail server: smtp://user:password@host:port?tls=ja (STARTTLS), straks or nej; without it mail
                    is done by hand
SAGSGANG_AFSENDER   the address the house writes from; required with SAGSGANG_SMTP
SAGSGANG_DIGITAL_POST, SAGSGANG_KINGO, SAGSGANG_CSC, SAGSGANG_KMD   dir:///a/folder that each takes its messages from
                    (docs/drift/udveksling.md); without it they are done by hand
SAGSGANG_CVR        the municipality's CVR number; required with SAGSGANG_DIGITAL_POST
SAGSGANG_LOG_LEVEL  INFO unless told otherwise
"""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sagsgang.config.environment import Environment
from sagsgang.config.signing_in import *  # noqa: F403 - log-in and sessions have a page of settings of their own
from sagsgang.config.signing_in import SIGNING_IN_APPS
from sagsgang.config.sqlite import SQLITE_OPTIONS
from sagsgang.sealing.house import DEMO_INDEX_KEY, DEMO_KEY

env = Environment.of_process()

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(env.text("SAGSGANG_DATA", str(ROOT / "var")))
DEMO = env.flag("SAGSGANG_DEMO")

# --- who we are -------------------------------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY", throwaway=DEMO)
if DEMO and env.text("SAGSGANG_KEYS", ""):  # the demo's door lets anybody step into any role, without a password
    raise ImproperlyConfigured("SAGSGANG_KEYS hører til et rigtigt hus. Dér kan SAGSGANG_DEMO ikke være 1.")
MUNICIPALITY = env.text("SAGSGANG_KOMMUNE", "Fjordkøbing Kommune" if DEMO else "Københavns Kommune")
SEALING_KEYS = env.words("SAGSGANG_KEYS", default=(DEMO_KEY,) if DEMO else ())
SEALING_INDEX_KEYS = env.words("SAGSGANG_INDEX_KEY", default=(DEMO_INDEX_KEY,) if DEMO else ())
RECORD_KEYS = env.words("SAGSGANG_RECORD_KEY", default=("the demo town's log proves nothing",) if DEMO else ())
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=("localhost", "127.0.0.1", "[::1]") if DEMO else ())
CSRF_TRUSTED_ORIGINS = [] if DEMO else [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

INSTALLED_APPS = [
    "sagsgang.config",  # first: it teaches each database connection Danish
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "sagsgang.sealing",
    "sagsgang.record",
    "sagsgang.people",
    "sagsgang.casework",
    "sagsgang.documents",
    "sagsgang.outbox",
    "sagsgang.plans",
    "sagsgang.money",
    "sagsgang.meetings.aftaleforum",
    "sagsgang.meetings.beku",
    "sagsgang.meetings.matching",
    "sagsgang.letters",
    "sagsgang.archive",
    "sagsgang.jobs",
    "sagsgang.web",
    "sagsgang.demo",
    *SIGNING_IN_APPS,  # after our own, whose templates come first
]

MIDDLEWARE = [
    "sagsgang.web.headers.HouseHeaders",  # outermost: static files and errors carry them too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sagsgang.web.signing_in.session_time.SessionTime",  # before anybody asks who is logged in
    "sagsgang.api.middleware.ProblemsOnly",
    "sagsgang.web.middleware.LoginWithoutLoss",  # fails closed: an open page says @login_not_required
    "sagsgang.web.signing_in.strength.SecondFactor",  # fails closed as well
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sagsgang.web.middleware.HouseMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sagsgang.web.signing_in.confirming.Confirming",
    "sagsgang.web.recording.RecordMiddleware",  # last: it writes down what every answer showed, before it leaves
]

CSRF_FAILURE_VIEW = "sagsgang.web.resuming.csrf_failure"
ROOT_URLCONF = "sagsgang.config.urls"
WSGI_APPLICATION = "sagsgang.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sagsgang.web.context.frame",
            ],
        },
    },
]

# --- where things are kept --------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{DATA / 'sagsgang.sqlite3'}"), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
FILES = DATA / "filer"
FILES_MOST_BYTES = int(env.text("SAGSGANG_FILE_MB", "25")) * 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = FILES_MOST_BYTES + 1_000_000  # with what else a form holds
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # no child's paper in /tmp
CLAMD = env.text("SAGSGANG_CLAMD", "")
RETENTION_RULES = env.text("SAGSGANG_RETENTION", "")
if CLAMD:
    SCANNER = "sagsgang.adapters.clamd.Clamd"
else:
    SCANNER = f"sagsgang.documents.scanning.{'StandIn' if DEMO else 'NoScanner'}"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- people -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # reads hashes brought along from elsewhere
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sagsgang.config.passwords.HouseWords"},
]

# --- language and day -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

# --- what a browser may do --------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # a case number in an address stays in the house
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
WHITENOISE_ALLOW_ALL_ORIGINS = False
# A browser takes a __Host- cookie only over https, from this host alone and for all of it. Lax: a page that is opened
# from a mail or by another log-in comes with its session, and no foreign form does.
COOKIE_PREFIX = "" if DEMO else "__Host-"
SESSION_ENGINE = "sagsgang.config.sessions"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # what was told stands in no cookie
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^api/"]  # a program that asks in the open is refused, so that somebody notices
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO

# --- what leaves the house --------------------------------------------------------------------------------------------
HOUSE_ADDRESS = env.text("SAGSGANG_ADRESSE", "http://localhost:8000" if DEMO else f"https://{ALLOWED_HOSTS[0]}")
SMTP = env.text("SAGSGANG_SMTP", "")
MAIL_SENDER = env.text("SAGSGANG_AFSENDER", "sagsgang@fjordkoebing.example" if DEMO else "")
DIGITAL_POST = env.text("SAGSGANG_DIGITAL_POST", "")
CVR = env.text("SAGSGANG_CVR", "00000000" if DEMO else "")
JOURNALS = {name: env.text(f"SAGSGANG_{name.upper()}", "") for name in ("kingo", "csc", "kmd")}
OUTGOING = DATA / "udgaaende"  # where the demo town's post ends

# --- what the house does by itself ------------------------------------------------------------------------------------
JOB_BELL = True  # whether the worker is woken at once; without, it looks every minute

# --- what is written down ---------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "sagsgang.config.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("SAGSGANG_LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},  # a refusal is an answer; a fault is logged
        "huey": {"level": "WARNING"},  # a minute without work is not worth a line
    },
}

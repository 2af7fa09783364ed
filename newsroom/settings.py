"""Settings for every environment: development needs no variable at all, production a handful.

README.md lists the variables. A value we cannot read is refused with a sentence: guessing what
`NEWSROOM_DEBUG=flase` meant is how tracebacks end up in front of readers.
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

# `make run` writes random keys here once. The environment wins over the file.
KEYS_FILE = BASE_DIR / "local_keys.env"


# Reading the environment


def _keys_from_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ImproperlyConfigured(
            f"{path.name} is not a text file: move it away, and python manage.py make_keys writes "
            "a new one."
        ) from error
    lines = (line.strip() for line in text.splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


_file_keys = _keys_from_file(KEYS_FILE)


def env_text(name: str, default: str = "") -> str:
    """The variable's text without surrounding spaces; an empty one counts as unset."""
    return os.environ.get(name, "").strip() or _file_keys.get(name, "") or default


def env_bool(name: str, default: bool) -> bool:
    """Yes or no, in any of the usual spellings; anything else is refused."""
    text = env_text(name).casefold()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is “{text}”: write true or false.")


def env_int(name: str, default: int) -> int:
    """A whole number, zero or more."""
    text = env_text(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit()):
        raise ImproperlyConfigured(f"{name} is “{text}”: write a whole number such as {default}.")
    return int(text)


def env_list(name: str, default: list[str]) -> list[str]:
    """Words separated by commas."""
    return [word.strip() for word in env_text(name).split(",") if word.strip()] or default


def env_path(name: str, default: Path) -> Path:
    """A folder or file; a relative one is taken from the project's folder."""
    return BASE_DIR / env_text(name, str(default))


def env_choice(name: str, choices: list[str], default: str) -> str:
    """One of the words in `choices`, in either case."""
    text = env_text(name, default).upper()
    if text not in choices:
        raise ImproperlyConfigured(f"{name} is “{text}”: write one of {', '.join(choices)}.")
    return text


# Safety

# Forgetting one variable must not show tracebacks to the world: as soon as the site is given a
# public name, debug is off unless somebody asks for it.
ALLOWED_HOSTS = env_list("NEWSROOM_ALLOWED_HOSTS", [])
DEBUG = env_bool("NEWSROOM_DEBUG", default=not ALLOWED_HOSTS)
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", "testserver"]

# With debug off a missing key stays empty and newsroom.checks says so.
SECRET_KEY = env_text("NEWSROOM_SECRET_KEY", "django-insecure-development-only" if DEBUG else "")
SECRET_KEY_FALLBACKS = env_list("NEWSROOM_OLD_SECRET_KEYS", [])

HTTPS = env_bool("NEWSROOM_HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env_int("NEWSROOM_HSTS_SECONDS", 31_536_000) if HTTPS else 0
# Both bind hosts that are not this site's, and for a year: one trial on a shared domain would shut
# its siblings out. So the checks that ask for them (W005, W021) are silenced.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env_bool("NEWSROOM_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env_bool("NEWSROOM_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Only behind a proxy that always sets the header itself: a reader could forge it otherwise.
BEHIND_PROXY = env_bool("NEWSROOM_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = env_list("NEWSROOM_CSRF_TRUSTED_ORIGINS", [])
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 7
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsroom.views.not_known_who_sent_it"

# No page needs a reader's camera, place or payment; nothing injected gets them.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "accelerometer": [],
    "browsing-topics": [],
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "gyroscope": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}


# The site

SITE_NAME = env_text("NEWSROOM_SITE_NAME", "Newsroom")
# Full links (API, feeds, emails) start with this; empty means the address that was asked.
SITE_URL = env_text("NEWSROOM_SITE_URL").rstrip("/")
# Whom programs' authors write to: in the description of the API, and in security.txt.
CONTACT_EMAIL = env_text("NEWSROOM_CONTACT_EMAIL")

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
ASGI_APPLICATION = "newsroom.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# "england.nhs.uk/…" typed without its scheme means https, as it will in Django 6.
FORMS_URLFIELD_ASSUME_HTTPS = True

# Templates and admin of the layers above come first, so that they can override those below.
INSTALLED_APPS = [
    "newsroom",
    "demo",
    "benchmarks",
    "articles",
    "hospitals",
    "deeds",
    "simple_history",
    "django_filters",
    "rest_framework",
    "corsheaders",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_prose_editor",
    "js_asset",
    "csp",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

# Nothing here starts a session for a reader: only the desk's log-in does.
MIDDLEWARE = [
    # Those from here to PublicPages run once for a page and not once for a reader: what they add
    # must be the same for all who ask alike. Whether another site asks (CORS) is part of a
    # page's key.
    "newsroom.page_cache.KeptPages",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.CompressedAnswers",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    # After those that set headers on every response, before those that look who is there.
    "newsroom.public_pages.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "newsroom.middleware.NotAllowed",
    "newsroom.middleware.InTime",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "newsroom.context_processors.site",
            ],
            # dates and times in words, without {% load %}
            "builtins": ["lib.templatetags.times"],
        },
    },
]


# Database: SQLite unless DATABASE_URL says otherwise

DATABASE_URL = env_text("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")


def database(url: str) -> dict[str, Any]:
    """Django's settings for one database address, SQLite or PostgreSQL.

    SQLite: readers go on reading during a write (WAL), a write takes its lock at BEGIN
    (IMMEDIATE: two people saving queue up instead of one failing half-way) and waits 20 seconds.
    """
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: write sqlite:////path/to/file.sqlite3 or "
            "postgres://user:password@host:5432/name."
        ) from error
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    elif config["ENGINE"] == "django.db.backends.postgresql":
        config["CONN_HEALTH_CHECKS"] = True
        config.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    else:
        raise ImproperlyConfigured("DATABASE_URL: Newsroom runs on SQLite or PostgreSQL.")
    # Opening a connection costs PostgreSQL about 8 ms a request and SQLite one: keep it.
    config["CONN_MAX_AGE"] = 600
    return config


DATABASES = {"default": database(DATABASE_URL)}
# What a reader or the desk asks PostgreSQL may take this long; commands as long as they need.
STATEMENT_SECONDS = env_int("NEWSROOM_STATEMENT_SECONDS", 30)

REDIS_URL = env_text("REDIS_URL")
# How old a kept page may grow whatever happens; seconds while templates are being written.
PAGES_KEPT_SECONDS = env_int("NEWSROOM_PAGES_KEPT_SECONDS", 5 if DEBUG else 600)
# And what many pages have in common: the names of trusts, what a search offers.
PARTS_KEPT_SECONDS = env_int("NEWSROOM_PARTS_KEPT_SECONDS", PAGES_KEPT_SECONDS)


def cache(backend: str, location: str, **options: Any) -> dict[str, Any]:
    return {
        "BACKEND": f"django.core.cache.backends.{backend}",
        "LOCATION": location,
        "OPTIONS": options,
    }


def redis_cache(url: str) -> dict[str, Any]:
    """Answers in a moment or not at all: whoever asks it would otherwise wait with it."""
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return cache(
        "redis.RedisCache",
        url,
        socket_connect_timeout=0.2,
        socket_timeout=0.2,
        retry=Retry(NoBackoff(), retries=0),
    )


# docs/decisions/0009-caching.md
CACHES = {
    # Counts requests to the API and log-ins, which can do without: nothing about pages is in
    # Redis. In a process there is room for many addresses, or a botnet would push counts out.
    "default": redis_cache(REDIS_URL)
    if REDIS_URL
    else cache("locmem.LocMemCache", "default", MAX_ENTRIES=50_000),
    # In the memory of each process, no more of it than this: some 1,000 lists, or 1,500 stories.
    "pages": {
        "BACKEND": "lib.bounded_cache.BoundedCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_BYTES": 12 * 1024 * 1024},
    },
}


# People

PASSWORD_HASHERS = ["lib.hashing.PatientHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"


# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["newsroom.formats"]
USE_THOUSAND_SEPARATOR = False  # lib.numbers writes 1,854; ids and years stay plain


# A form may be so large that our own sentence about its length can be given with what was typed
# kept: a story of the longest kind takes 3 MB, with each curly quote as nine characters.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024


# Files: what readers may fetch, and what only a permission-checked view may open

STATIC_URL = "static/"
STATIC_ROOT = env_path("NEWSROOM_STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = env_path("NEWSROOM_MEDIA_ROOT", BASE_DIR / "media")
PRIVATE_ROOT = env_path("NEWSROOM_PRIVATE_ROOT", BASE_DIR / "private")
# Share cards that were drawn; they are given out by a view alone, as their record may be pulled.
CARDS_ROOT = env_path("NEWSROOM_CARDS_ROOT", BASE_DIR / "cards")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "newsroom.storage.PrivateFileStorage",
        "OPTIONS": {
            "location": PRIVATE_ROOT,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.joined.DeskStaticFiles",
    },
}
# WhiteNoise warns about a missing folder; until collectstatic ran, finders serve in development.
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG


# Mail to people of the desk, and what else is done after a deed

# Whether the site delivers what its outbox holds; else `manage.py deliver --stay` has to.
DELIVER = env_bool("NEWSROOM_DELIVER", default=True)

EMAIL_HOST = env_text("NEWSROOM_EMAIL_HOST")
_security = env_choice("NEWSROOM_EMAIL_SECURITY", ["STARTTLS", "TLS", "NONE"], "STARTTLS")
EMAIL_USE_TLS, EMAIL_USE_SSL = _security == "STARTTLS", _security == "TLS"
EMAIL_PORT = env_int("NEWSROOM_EMAIL_PORT", 465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_HOST_USER = env_text("NEWSROOM_EMAIL_USER")
EMAIL_HOST_PASSWORD = env_text("NEWSROOM_EMAIL_PASSWORD")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_text(
    "NEWSROOM_EMAIL_FROM", "" if EMAIL_HOST else "newsroom@localhost"
)
# For each step of the conversation with the mail server: all of it stays within a lease.
EMAIL_TIMEOUT = 8
# Without a server no mail is written at all; while developing it is printed.
SENDS_MAIL = bool(EMAIL_HOST) or DEBUG
if not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"


# API: public and read-only; nobody is logged in there, so no session is opened

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["lib.renderers.JSON"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    # The address says what an answer is, so that one that is kept is right for every reader.
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "lib.renderers.ByAddress",
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "lib.problems.problem",
    # `?format=` would be one more parameter, and unknown ones are refused.
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": False,
    # OPTIONS is for browsers that ask across sites; the schema says what there is.
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "lib.openapi.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["lib.throttling.PerMinute"],
    # Whose requests are counted: a reader could write any X-Forwarded-For unless a proxy does.
    "NUM_PROXIES": int(BEHIND_PROXY),
}
API_REQUESTS_A_MINUTE = env_int("NEWSROOM_API_REQUESTS_A_MINUTE", 600)

SPECTACULAR_SETTINGS = {
    "TITLE": f"{SITE_NAME}: the API",
    "DESCRIPTION": "How strikes disrupt hospital care: stories, and figures of which each has its "
    "source, document and page. Read-only, open to every site, without keys.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "PATH_CONVERTER_OVERRIDES": {"number": {"type": "integer"}},
    "POSTPROCESSING_HOOKS": [
        "lib.openapi.fields_may_be_left_out",
        "newsroom.publisher.whose_it_is",
    ],
    "GET_LIB_DOC_EXCLUDES": "lib.openapi.undocumented",
}

# Pages of any other site may read the API, and nothing else of ours.
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = ["etag", "retry-after", "content-disposition"]


# Logging: to standard error; one line each

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "filters": {"refused": {"()": "newsroom.logs.RefusedInOneLine"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refused"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handler is silent with debug off, and a second copy with it on.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
    }
    | {
        name: {
            "level": env_choice(
                "NEWSROOM_LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], "INFO"
            ),
        }
        for name in ("newsroom", "hospitals", "articles")
    },
}

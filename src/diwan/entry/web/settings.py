"""Django's settings. Everything an operator can set is in `diwan.entry.settings`; this only passes it on."""

import os
from pathlib import Path

from diwan.entry.web.oidc_provider import from_environment
from diwan.entry.web.secrets import django_secret

HERE = Path(__file__).parent

SECRET_KEY = django_secret()
DEBUG = False  # error pages never show code or data
_HOSTS = [host.strip() for host in os.environ.get("DIWAN_HOSTS", "").split(",") if host.strip()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", *_HOSTS]
# Behind a proxy that ends TLS, a form's Origin is https although the request that arrives here is not.
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _HOSTS]
ROOT_URLCONF = "diwan.entry.web.urls"
WSGI_APPLICATION = "diwan.entry.web.wsgi.application"

INSTALLED_APPS = [
    "diwan.entry.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
]

MIDDLEWARE = [
    "diwan.entry.web.middleware.headers.SecureHeaders",
    "diwan.entry.web.middleware.log_files.ServeLogFiles",
    "diwan.entry.web.api.middleware.AnswerPrograms",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "diwan.entry.web.middleware.preferences.Preferences",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "diwan.entry.web.middleware.viewer.EnterViewer",
    "diwan.entry.web.middleware.errors.SayErrors",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "diwan.entry.web.context.surroundings",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "diwan.entry.web.templatetags.words",
                "diwan.entry.web.templatetags.moments",
                "diwan.entry.web.templatetags.parts",
                "diwan.entry.web.templatetags.sentences",
                "diwan.entry.web.templatetags.reasons",
                "diwan.entry.web.templatetags.blocks",
                "diwan.entry.web.templatetags.conditions",
                "diwan.entry.web.templatetags.plans",
                "diwan.entry.web.templatetags.changes",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "diwan.entry.web.door",
        "NAME": "diwan",  # replaced by what the process has opened
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}

AUTH_USER_MODEL = "web.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in"
ACCOUNT_ADAPTER = "diwan.entry.web.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Behind proxies the address that counts is the one that the outermost of them wrote into X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DIWAN_PROXIES", "0"))
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "diwan.entry.web.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone's clock half a minute off

OIDC = from_environment(os.environ)  # the sign-in provider, where the operator names one

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600  # a watch
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_NAME = "diwan_session"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "diwan_csrf"
CSRF_FAILURE_VIEW = "diwan.entry.web.errors.csrf_failed"
# TLS ends at a proxy in front; the operator says so with DIWAN_HTTPS=1, and the cookies then never leave it.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("DIWAN_HTTPS") == "1"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # a pasted text of two million words
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("ar", "العربية"), ("fa", "فارسی"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]

SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "diwan.entry.log_lines.WithoutContent"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}

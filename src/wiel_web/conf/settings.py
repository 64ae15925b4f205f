"""Settings. Everything that differs between places comes from the environment (see docs/web/operate.md)."""

import os
from pathlib import Path

from wiel_web.conf.environment import database, flag, secret_key, state_folder, words

STATE = state_folder()
DEBUG = False
SECRET_KEY = secret_key(STATE)
# The health check of the machine itself always gets an answer.
ALLOWED_HOSTS = [*words("WIEL_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
SECURE = flag("WIEL_HTTPS")
DEMO = flag("WIEL_DEMO")
# Who manages data signs in with a second step; the demonstration, which holds invented data only, does not ask for it.
SECOND_STEP = flag("WIEL_SECOND_STEP", not DEMO)

INSTALLED_APPS = [
    "wiel_web.conf.apps.ConfConfig",
    "wiel_web.frame.apps.FrameConfig",
    "wiel_web.tenancy.apps.TenancyConfig",
    "wiel_web.accounts.apps.AccountsConfig",
    "wiel_web.landscapes.apps.LandscapesConfig",
    "wiel_web.runs.apps.RunsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "wiel_web.frame.observe.RequestLog",
    "wiel_web.frame.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wiel_web.frame.speaking.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wiel_web.accounts.acting.ActingMiddleware",
    "wiel_web.accounts.second_step.SecondStepMiddleware",
    "wiel_web.conf.contract.ApiContract",
    "wiel_web.conf.limits.BodyLimit",
    "wiel_web.frame.refusal.Refusals",
]
ROOT_URLCONF = "wiel_web.conf.urls"
WSGI_APPLICATION = "wiel_web.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["wiel_web.frame.templatetags.wiel"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wiel_web.frame.context.frame",
                "wiel_web.accounts.context.organisations",
            ],
        },
    }
]
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
RUN_PULSE = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "frame_cache"}}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("WIEL_STATIC", STATE / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A delivery may be large; it goes to a file while it comes in, never into memory.
FILE_UPLOAD_TEMP_DIR = STATE / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
LARGEST_DELIVERY = int(os.environ.get("WIEL_LARGEST_DELIVERY_MB", "100")) * 1024 * 1024
# How often one access key may be used within a minute.
KEY_USES_A_MINUTE = int(os.environ.get("WIEL_KEY_USES_A_MINUTE", "600"))

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "wiel_web.accounts.adapter.Adapter"
ACCOUNT_SIGNUP_FORM_CLASS = "wiel_web.accounts.forms.SignUpForm"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = os.environ.get("WIEL_VERIFY_EMAIL", "none")
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "10/m/ip",
    "reset_password": "10/m/ip,3/5m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wiel"
# Where addresses are not verified by mail, a second step must not wait for that: whoever manages data could never set it up.
MFA_ALLOW_UNVERIFIED_EMAIL = ACCOUNT_EMAIL_VERIFICATION == "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "organisatie",
                "name": os.environ.get("WIEL_OIDC_NAME", "OpenID Connect"),
                "client_id": os.environ.get("WIEL_OIDC_CLIENT", ""),
                "secret": os.environ.get("WIEL_OIDC_SECRET", ""),
                "settings": {"server_url": os.environ["WIEL_OIDC_SERVER"]},
            }
        ]
        if os.environ.get("WIEL_OIDC_SERVER")
        else []
    }
}
SENDS_MAIL = bool(os.environ.get("WIEL_SMTP_HOST"))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_MAIL else 'console'}.EmailBackend"
EMAIL_HOST = os.environ.get("WIEL_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("WIEL_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("WIEL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("WIEL_SMTP_PASSWORD", "")
EMAIL_TIMEOUT = 15
EMAIL_USE_TLS = flag("WIEL_SMTP_TLS", True)
DEFAULT_FROM_EMAIL = os.environ.get("WIEL_MAIL_FROM", "wiel@localhost")

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_TRUSTED_ORIGINS = words("WIEL_ORIGINS")
CSRF_FAILURE_VIEW = "wiel_web.frame.failure.no_token"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REDIRECT_EXEMPT = ["^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("WIEL_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "wiel_web.frame.observe.JsonLines"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": os.environ.get("WIEL_LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"level": "WARNING"}, "django_tasks": {"level": "WARNING"}},
}

"""Settings for tests: an own state folder, tasks that run at once, cheap passwords, plain static files."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("WIEL_STATE", str(Path(tempfile.gettempdir()) / f"wiel-tests-{os.getuid()}"))
os.environ.setdefault("WIEL_SECRET_KEY", "only-for-tests")
# In one process with the browser tests the loop of the browser still runs; nothing of ours is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Tests use a database of their own: SQLite in memory, or the server that `tests.web.postgres` starts.
os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL", "") if "WIEL_TEST_CLUSTER" in os.environ else ""

from wiel_web.conf import settings as conf
from wiel_web.conf.settings import *  # noqa: F403

ON_POSTGRESQL = "WIEL_TEST_CLUSTER" in os.environ
if ON_POSTGRESQL:
    conf.DATABASES["default"]["TEST"] = {"NAME": "wiel", "SERIALIZE": False}
MIDDLEWARE = [name for name in conf.MIDDLEWARE if "whitenoise" not in name]
SECOND_STEP = False
RUN_PULSE = False
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

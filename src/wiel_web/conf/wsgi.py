"""The application as the server runs it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wiel_web.conf.settings")
application = get_wsgi_application()

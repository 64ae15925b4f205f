"""The site that browser tests visit, in a process of its own: a new database is filled, its address is told, and it is served."""

import json
import os
import sys
from threading import Thread

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from tests.browser.furnish import furnish


class Quiet(WSGIRequestHandler):
    """Answers without a line per request."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def serve(password: str) -> None:
    """Fill, tell, serve until the process is ended, or nobody is there any more to end it."""
    Thread(target=_end_with_input, daemon=True).start()
    call_command("migrate", verbosity=0)
    told = furnish(password)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    print(json.dumps({"url": f"http://127.0.0.1:{server.server_port}", "cookie": settings.SESSION_COOKIE_NAME, **told}), flush=True)
    server.serve_forever()


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)

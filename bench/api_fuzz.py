"""Fuzzes the API for long: `python -m bench.api_fuzz [EXAMPLES] [OPERATION…]`, by default 2,000 requests per operation that fit and as many
that do not, with the keys of several roles in turn. On PostgreSQL: `python -m tests.web.postgres python -m bench.api_fuzz`.

Every check of Schemathesis holds for every answer; each request is undone. The rows are those of the small world of the tests.
"""

import logging
import os
import sys
from importlib import import_module

import django

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "tests.web.settings",
    "WIEL_KEY_USES_A_MINUTE": "1000000000",
}


def main() -> int:
    """Fuzz every operation that is named, or all of them; gives 1 where a check did not hold."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    django.setup()
    logging.disable()
    # What attacks needs the models, which are there only now.
    status: int = import_module("bench.api_attack").attacked(sys.argv[1:])
    return status


if __name__ == "__main__":
    raise SystemExit(main())

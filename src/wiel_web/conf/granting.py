"""Gives the role of the application what it needs on PostgreSQL, after the owner made or changed tables."""

import os
from typing import Any

from django.apps import AppConfig
from django.db import connections
from psycopg import sql

# The log only grows.
NO_CHANGE = "tenancy_auditentry"
GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    f"REVOKE UPDATE, DELETE ON {NO_CHANGE} FROM {{role}}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


def grant(sender: AppConfig, using: str, **facts: Any) -> None:
    """Let ``WIEL_DATABASE_ROLE`` read and write rows, within the policies; it makes no tables and is no owner of any."""
    role, connection = os.environ.get("WIEL_DATABASE_ROLE"), connections[using]
    if role and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in GRANTS:
                cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))

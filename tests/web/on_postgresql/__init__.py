"""Tests that hold on PostgreSQL only; `tests/web/test_postgresql.py` runs them, with all others, on a server of their own."""

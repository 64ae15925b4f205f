"""Landscapes of organisations: deliveries with a preview, rows with their history, frozen packages."""

"""The command line: files in, dossier out. It composes intake → studies → reports and holds no arithmetic."""

from wiel.cli.main import main

__all__ = ["main"]

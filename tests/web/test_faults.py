"""Processes are killed, the disk fills, uploads are hostile: nothing is lost, nothing is half stored, and somebody is told."""

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

EDITOR = "landscape-editor@aa.example"
MEGABYTE = 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]


class Scenes:
    """Runs scenes, each in a process of its own, on one SQLite database."""

    def __init__(self, state: Path) -> None:
        bare = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "WIEL_TEST_CLUSTER")}
        self._environment = bare | {"WIEL_STATE": str(state)}
        self._run("wiel_web.conf.settings", "from django.core.management import call_command; call_command('migrate', verbosity=0)")

    def _run(self, settings: str, code: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", f"import django; django.setup(); {code}"]
        found = self._environment | {"DJANGO_SETTINGS_MODULE": settings}
        return subprocess.run(command, cwd=ROOT, env=found, capture_output=True, text=True, check=False)

    def play(self, name: str, settings: str = "wiel_web.conf.settings") -> str:
        """Play a scene to its end."""
        outcome = self._run(settings, f"from tests.web.scenes import {name}; {name}()")
        assert outcome.returncode == 0, outcome.stderr[-3000:]
        return outcome.stdout

    def killed(self, name: str) -> dict[str, object]:
        """Play a scene that ends in kill −9, and tell what there is then."""
        outcome = self._run("wiel_web.conf.settings", f"from tests.web.scenes import {name}; {name}()")
        assert outcome.returncode == -signal.SIGKILL, outcome.stderr[-3000:]
        return json.loads(self.play("tell"))


@pytest.mark.slow
def test_work_that_is_killed_is_not_half_done_and_goes_on(tmp_path):
    """kill −9 while reading, while keeping a run, while taking over: nothing of it is stored, and later it is done after all."""
    scenes = Scenes(tmp_path)
    scenes.play("prepare")
    before = scenes.killed("die_while_reading")
    assert (before["delivery"], before["parts"]) == ("reading", 0)
    kept = scenes.killed("die_while_keeping_a_run")
    assert (kept["run"], kept["parts"]) == ("running", 0)
    scenes.play("recover")
    after = json.loads(scenes.play("tell"))
    assert (after["delivery"], after["run"]) == ("ready", "done")
    assert after["parts"] > 0
    assert scenes.killed("die_while_taking") == after
    scenes.play("take")
    taken = json.loads(scenes.play("tell"))

    assert taken["delivery"] == "taken"
    assert taken["rows"] > after["rows"] == before["rows"]


@pytest.mark.slow
def test_a_full_disk_is_told_and_keeps_nothing(tmp_path):
    """The page says that the storage is full; once there is room the same file is kept."""
    told = json.loads(Scenes(tmp_path).play("fill_the_disk", "tests.web.settings"))

    assert told == [[507, True, 0], [302, False, 1]]


class Endless(io.RawIOBase):
    """A body of which no more is in memory than is asked for; it remembers the most that was."""

    def __init__(self, length: int) -> None:
        self.left, self.most = length, 0

    def read(self, size: int = -1) -> bytes:
        """Zeros."""
        self.most = max(self.most, size if size >= 0 else self.left)
        piece = min(self.left, size if size >= 0 else self.left)
        self.left -= piece
        return bytes(piece)


def test_an_upload_of_200_megabytes_is_refused_in_small_pieces(world, signed_in):
    """The page names the size and the limit; the body never is in memory, nor on disk."""
    client, body = signed_in(EDITOR), Endless(200 * MEGABYTE)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    facts = {"CONTENT_LENGTH": str(200 * MEGABYTE), "CONTENT_TYPE": "multipart/form-data; boundary=x", "HTTP_COOKIE": cookie}
    request = RequestFactory()._base_environ(PATH_INFO="/landschap/aanleveren", REQUEST_METHOD="POST", **facts)
    status: list[str] = []
    answer = WSGIHandler()(request | {"wsgi.input": body}, lambda given, headers: status.append(given))
    told = b"".join(answer).decode()

    assert status[0].startswith("413")
    assert "200 MB. Wiel neemt ten hoogste 100 MB" in told
    assert (body.left, body.most <= MEGABYTE) == (0, True)


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(bytes(MEGABYTE))
    return buffer.getvalue()


def test_a_file_that_unpacks_to_much_more_is_refused(bring, signed_in):
    """A zip bomb as workbook is a delivery that is refused with the reason, before it is unpacked."""
    found = bring(signed_in(EDITOR), _bomb(), "lijst.xlsx")

    assert found.state == "refused"
    assert "file.unpacks-too-large" in str(found.refusal)

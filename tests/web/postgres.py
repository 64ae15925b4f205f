"""A PostgreSQL server of one's own for as long as a command runs: `python -m tests.web.postgres COMMAND…`.

The command finds the address of the application's role in DATABASE_URL, as where Wiel is deployed: that role owns no table and is bound by
every policy. WIEL_OWNER_URL is the role that makes tables. Nothing listens on the network; there is a socket only.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOME = Path("/usr/lib/postgresql")
# Settings of a server that may lose everything, so that it is quick.
LOOSE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses= -c max_connections=40"
ROLES = (
    "CREATE ROLE wiel_owner LOGIN BYPASSRLS",
    "CREATE ROLE wiel_app LOGIN",
    "CREATE DATABASE wiel OWNER wiel_owner",
)


def programs() -> Path | None:
    """The folder with the programs of PostgreSQL; None where it is not installed."""
    found = sorted(HOME.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])) if HOME.exists() else []
    elsewhere = shutil.which("initdb")
    return found[-1].parent if found else Path(elsewhere).parent if elsewhere else None


@dataclass(frozen=True)
class Cluster:
    """A server in a folder."""

    folder: Path

    def address(self, role: str) -> str:
        """The address for a role."""
        return f"postgresql://{role}@/wiel?host={self.folder}"

    def run(self, program: str, *words: str) -> None:
        """Run a program of PostgreSQL as the user whose server it is: root may not have one."""
        user = "postgres" if os.getuid() == 0 else None
        command = [str((programs() or Path()) / program), *words]
        outcome = subprocess.run(
            command, user=user, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
        )
        if outcome.returncode:
            raise RuntimeError(f"{program}: {outcome.stderr}")

    def start(self) -> None:
        """Start it."""
        options = f"{LOOSE} -k {self.folder}"
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run a statement as the superuser."""
        self.run(
            "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder), "-U", "postgres", "-d", database, "-c", statement
        )


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A new server with the roles of a deployment; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wiel-pg-", ignore_cleanup_errors=True) as name:
        made = Cluster(Path(name))
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(name, owner.pw_uid, owner.pw_gid)
        made.run("initdb", "-D", str(made.folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        made.start()
        try:
            for statement in ROLES:
                made.execute(statement)
            yield made
        finally:
            made.stop()


def environment(made: Cluster) -> dict[str, str]:
    """What a process of the application is told."""
    own = {"DATABASE_URL": made.address("wiel_app"), "WIEL_OWNER_URL": made.address("wiel_owner")}
    return dict(os.environ) | own | {"WIEL_TEST_CLUSTER": str(made.folder)}


def main() -> int:
    """Run the command."""
    with cluster() as made:
        return subprocess.run(sys.argv[1:], env=environment(made), check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())

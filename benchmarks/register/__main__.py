"""Measure parts of the register at size.

python -m benchmarks.register --parts figures organisations pages --database sqlite|postgresql
"""

import argparse
import os
import tempfile
from importlib import import_module
from pathlib import Path

PARTS = ("figures", "organisations", "pages")
"""Each is a module of this package with `measure() -> None`, imported when the settings are there."""


def main() -> None:
    """Start the database, make its tables, run the parts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="deungdae-benchmark-") as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "deungdae.project.settings.test"
        os.environ["DEUNGDAE_STATE"] = folder
        if options.database == "sqlite":
            run(f"sqlite:///{Path(folder) / 'benchmark.sqlite3'}", options.parts)
            return
        from tests.support.postgres import started_postgres  # noqa: PLC0415

        server = started_postgres()
        try:
            run(server.url, options.parts)
        finally:
            server.stop()


def run(url: str, parts: list[str]) -> None:
    """Everything below needs the settings, which name the database."""
    os.environ["DEUNGDAE_TEST_DATABASE_URL"] = url
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, connections  # noqa: PLC0415

    from deungdae.apps.organisations.reference import load_industries, load_regions  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    load_industries()
    load_regions()
    for part in parts:
        print(f"{part} on {connection.vendor}\n")
        import_module(f"benchmarks.register.{part}").measure()
    connections.close_all()


if __name__ == "__main__":
    main()

"""Where the facts lie that come as files. It needs no settings: commands without a database find it too."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[4]


def data_folder() -> Path:
    """The folder `data` of the clone, or the one that the installation names."""
    return Path(os.environ.get("DEUNGDAE_DATA", PROJECT / "data"))

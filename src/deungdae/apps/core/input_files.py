"""A file that a command is given, as text, before an engine reads it."""

from pathlib import Path

from deungdae.engine.kernel.errors import InputError, Issue, unreadable
from deungdae.engine.kernel.korean import Param


def text_of(path: Path, *, most_megabytes: int) -> str:
    """UTF-8 of at most so many megabytes; raises InputError that names the file and the way out."""
    try:
        size = path.stat().st_size / 2**20
        if size > most_megabytes:
            params: dict[str, Param] = {"size": f"{size:.1f}", "most": most_megabytes}
            raise InputError([Issue("file.too_large", str(path), path.name, params)])
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError([unreadable(str(path), error)]) from error
    except UnicodeDecodeError as error:
        raise InputError([Issue("file.not_text", str(path), path.name)]) from error

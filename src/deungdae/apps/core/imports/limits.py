"""How much a file may ask of us. No Django here: the reading process imports this."""

import json
import resource
from dataclasses import asdict, dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for reading one file."""

    file_bytes: int = 30 * MEGABYTE
    memory_bytes: int = 512 * MEGABYTE
    seconds: int = 20
    cells: int = 2_000_000
    area: int = 8_000_000
    unpacked_bytes: int = 200 * MEGABYTE
    ratio: int = 100
    ratio_from_bytes: int = 10 * MEGABYTE
    entries: int = 5_000
    output_bytes: int = 400 * MEGABYTE

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Limits":
        return cls(**json.loads(text))


def bind_process(limits: Limits) -> None:
    """From here on the operating system itself holds this process to its limits."""
    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_FSIZE: limits.output_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for kind, bound in bounds.items():
        _soft, hard = resource.getrlimit(kind)
        allowed = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (allowed, allowed))


class UnreadableError(Exception):
    """The file cannot be read: a stable code, and what the sentence about it has to name."""

    def __init__(self, code: str, **detail: str | int) -> None:
        super().__init__(code)
        self.code, self.detail = code, detail

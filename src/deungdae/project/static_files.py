"""Static files whose addresses are found once: every page names a dozen, the same ones all its life."""

from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class KeptAddresses:
    """Before a storage: its addresses, each found when it is first asked for."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.addresses: dict[str | None, str] = {}

    def url(self, name: str | None) -> str:
        if name not in self.addresses:
            self.addresses[name] = super().url(name)  # type: ignore[misc]
        return self.addresses[name]


class Plain(KeptAddresses, StaticFilesStorage):
    """As they lie in the source."""


class Compressed(KeptAddresses, CompressedManifestStaticFilesStorage):
    """Compressed, with their contents' hash in the name."""

"""What a service says when it refuses."""

from collections.abc import Callable

import pytest

from deungdae.apps.core.errors import RefusedError


def refusal_of(act: Callable[[], object]) -> RefusedError:
    """The refusal of an act that must be refused."""
    with pytest.raises(RefusedError) as caught:
        act()
    return caught.value


def code_of(act: Callable[[], object]) -> str:
    return refusal_of(act).code

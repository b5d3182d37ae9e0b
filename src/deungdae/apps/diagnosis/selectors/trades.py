"""What the industries of a framework's examples are called."""

from deungdae.apps.diagnosis.bridge.asked import Trades, example_industries
from deungdae.apps.diagnosis.bridge.frameworks import Framework
from deungdae.apps.organisations.models import Industry, Organisation


def trades_in(framework: Framework, reader: Organisation | None = None) -> Trades:
    """In one query; `reader`: the company whose own trade comes first."""
    found = Industry.objects.filter(code__in=example_industries(framework))
    own = reader.industry_id if reader is not None else None
    return Trades({one.code: str(one) for one in found}, own or "")

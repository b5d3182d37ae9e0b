"""What may go wrong with a delivery beyond a plain refusal."""


class DeliveryUnsureError(Exception):
    """The mail server may have taken the message, and did not live to say so: it must not be sent again."""

"""deungdae (등대): the operating system of a digital innovation centre."""

__version__ = "0.1.0"

"""Exports of personal data: encrypted files with a reason, a second pair of eyes, and an early end."""

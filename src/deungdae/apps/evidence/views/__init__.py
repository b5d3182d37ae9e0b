"""The case of an organisation, for the centre and for its own people."""

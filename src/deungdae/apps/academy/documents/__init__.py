"""Papers of the academy."""

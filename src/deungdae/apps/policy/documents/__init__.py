"""Papers of the policy monitor."""

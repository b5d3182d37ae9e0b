"""Forms of the policy monitor."""

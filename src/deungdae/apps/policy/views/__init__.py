"""Pages of the policy monitor."""

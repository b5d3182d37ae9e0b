"""Pages of the digital gap."""

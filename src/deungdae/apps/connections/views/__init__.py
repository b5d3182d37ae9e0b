"""Pages of keys, webhooks and the guide."""

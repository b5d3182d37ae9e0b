"""What people fill in to make keys and webhooks."""

"""Reading for the API and for the pages of keys and webhooks."""

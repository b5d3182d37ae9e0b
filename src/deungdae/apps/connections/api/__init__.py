"""The JSON API for programs of companies and of everybody: keys, quotas, and what only they read."""

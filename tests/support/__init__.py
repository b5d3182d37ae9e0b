"""What tests stand on: a PostgreSQL of their own, a browser, made-up people and days."""

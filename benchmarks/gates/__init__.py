"""What the middlewares between a sign-in and the pages cost."""

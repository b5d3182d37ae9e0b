"""The processes of an installation: web, worker, and the demo that starts both."""

"""Pages for everybody, and the page of today."""

"""A million entries: how long the page of a case and a count over all cases take."""

"""Forms of organisations: what people type, read the way Koreans write it."""

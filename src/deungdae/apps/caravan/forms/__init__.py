"""Forms of the matching day: what people type, read the way Koreans write it."""

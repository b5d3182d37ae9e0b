"""Finding names as Koreans type them: parts of words, initials, syllables half typed, two scripts mixed."""

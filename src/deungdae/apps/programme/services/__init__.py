"""Acts of programmes: definitions, targets, figures of others, distinctions, the reference programme."""

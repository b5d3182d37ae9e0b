"""Words that every engine shares: issues and errors, Korean sentences, the record of a decision."""

"""Whether somebody completes a course, from the minutes attended; docs/engine/completion.md."""

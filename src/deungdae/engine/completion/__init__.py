"""Whether somebody completes a course: minutes, tests and works; docs/engine/completion.md."""

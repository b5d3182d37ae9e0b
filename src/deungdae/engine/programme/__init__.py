"""The talks of a forum in slots and rooms; docs/engine/programme.md."""

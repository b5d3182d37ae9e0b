"""Chief executives in groups of peers, no two competitors together; docs/engine/peer_groups.md."""

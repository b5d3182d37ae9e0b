"""Pages of the matching day. Views translate between people and services; they decide nothing."""

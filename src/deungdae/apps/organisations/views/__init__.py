"""The pages of organisations. Views translate between people and services; they decide nothing."""

"""What people type for a forum."""

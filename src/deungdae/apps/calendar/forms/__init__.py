"""What people type about resources and bookings."""

"""What a seminar yields."""

"""What a programme yields."""

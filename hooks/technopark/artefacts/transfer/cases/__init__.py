"""What a case yields: one module an item."""

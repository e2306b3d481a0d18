"""What could be better."""

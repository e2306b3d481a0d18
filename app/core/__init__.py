"""What a key is, and the rules it obeys."""

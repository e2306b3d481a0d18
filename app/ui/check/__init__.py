"""Management › Check a key."""

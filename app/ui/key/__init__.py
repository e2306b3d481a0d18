"""The page of one key."""

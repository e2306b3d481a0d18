"""Files searched for keys."""

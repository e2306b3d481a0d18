"""First start, and opening the vault."""

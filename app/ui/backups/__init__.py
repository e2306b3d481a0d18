"""Backups: how they stand, the page, and restoring."""

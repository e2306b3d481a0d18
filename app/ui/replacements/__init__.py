"""Replacing keys: the list of replacements, and the checklist of each."""

"""The preferences' pages."""

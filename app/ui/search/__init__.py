"""Finding keys in files."""

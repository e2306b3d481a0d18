"""Pictures of every page and dialog: ``python -m tests.screens FOLDER``."""

"""The core's ports made real: SQLite, the vault, the keyring, files."""

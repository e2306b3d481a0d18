"""The notices, and the messages that bring them to people."""

"""The stand-in API, in the window."""

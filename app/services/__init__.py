"""What a person can do: one module for each use, over the core's ports."""

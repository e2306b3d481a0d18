"""Measures the program on an inventory with a million keys: ``python -m tests.bench``."""

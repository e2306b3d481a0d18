"""Keyholder: the offline inventory of an OpenAthens organisation's API keys."""

__version__ = "0.1.0"

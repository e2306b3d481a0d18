"""Administrators and organisations."""

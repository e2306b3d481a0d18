"""Widgets of one family, without any knowledge of keys."""

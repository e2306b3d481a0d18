"""The pages of applications: what uses keys, and whom to call about it."""

"""What needs a person: the dashboard and the portal to-dos."""

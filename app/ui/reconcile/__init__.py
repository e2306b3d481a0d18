"""The portal's list beside the inventory, in the window."""

"""The forms of file that an inventory goes out as."""

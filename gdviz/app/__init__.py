"""The window and what it asks of the desktop."""

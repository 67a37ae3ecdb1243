"""The arithmetic of one step."""

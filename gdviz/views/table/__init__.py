"""The table of all steps."""

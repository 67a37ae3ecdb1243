"""The dialogs for a user's own data."""

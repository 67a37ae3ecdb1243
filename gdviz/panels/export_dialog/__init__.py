"""The dialogs for pictures, animations and programs."""

"""The loss and its surface."""

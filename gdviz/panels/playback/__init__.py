"""Playing, stepping, scrubbing."""

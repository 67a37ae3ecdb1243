"""What plots share."""

"""What pictures of the plane share."""

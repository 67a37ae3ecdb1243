"""What a lesson says and asks, above the stage and beside it."""

"""What stands around the stage: lesson, banner, offers, status."""

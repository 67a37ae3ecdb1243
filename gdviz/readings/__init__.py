"""What is read off the recordings at an instant, in words."""

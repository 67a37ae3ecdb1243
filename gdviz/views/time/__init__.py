"""Views against the step."""

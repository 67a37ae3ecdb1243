"""What is left of a gdviz that fails: its files in the user's data folder, its log, what went wrong in it."""

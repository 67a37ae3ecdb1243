"""What every room may use: languages, resources, the checks before Qt is read in."""

"""Colors, type, icons and symbols."""

"""Getting things out: pictures, animations, data and code."""

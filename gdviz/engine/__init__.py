"""The numerical engine: NumPy only, no Qt, no files."""

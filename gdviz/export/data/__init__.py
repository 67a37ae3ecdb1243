"""The numbers of recordings, as files."""

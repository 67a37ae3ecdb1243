"""The frozen document: scenes, pure edits of them, and their file format."""

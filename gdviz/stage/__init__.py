"""The stage: views in rows of tiles."""

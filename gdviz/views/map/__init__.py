"""The map: every pixel is a run. The fair comparison: every optimizer at its own best rate."""

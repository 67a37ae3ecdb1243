"""Learning from data: models, losses, penalties, batches. NumPy only."""

"""Learning from data: models, losses, penalties, batches. NumPy only."""

from gdviz.engine.learning.openblas import use_one_thread

use_one_thread()

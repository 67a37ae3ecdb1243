"""gdviz: see gradient descent."""

import os

# Before NumPy is first imported: for matrices as small as ours a second BLAS thread costs several times what
# it saves, takes the core that draws the window, and could change the last bit of a replayed row.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"

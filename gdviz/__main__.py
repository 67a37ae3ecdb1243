"""``python -m gdviz`` is the command ``gdviz``."""

import gc
import sys

gc.disable()  # what is read in now lives on: looking through it again and again costs time
from gdviz.cli import main  # noqa: E402

gc.enable()

if __name__ == "__main__":
    sys.exit(main())

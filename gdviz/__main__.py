"""``python -m gdviz`` is the command ``gdviz``."""

import sys

from gdviz.base.interpreter import ThreadSettings

with ThreadSettings():  # what is read in now lives on: looking through it again and again costs time
    try:
        from gdviz.commands.cli import main
    except ImportError as damage:  # what says so needs nothing but Python's own library
        from gdviz.base import preflight

        sys.exit(preflight.tell(preflight.import_problem(damage)))

if __name__ == "__main__":
    sys.exit(main())

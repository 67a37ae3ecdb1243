"""``python -m gdviz`` is the command ``gdviz``."""

# Ctrl+C ends imports without a traceback, from as early on as can be: hence the module below `signal`, and no
# import before it that needs others.
import _signal  # type: ignore[import-not-found]  # typeshed has none

try:
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
except ValueError:  # a thread other than the first may not
    pass

import sys

from gdviz.base.interpreter import ThreadSettings
from gdviz.base.kernel import ENGINE_PROCESS, fix_kernel

fix_kernel()
with ThreadSettings():  # what is read in now lives on: looking through it again and again costs time
    try:
        if sys.argv[1:2] == [ENGINE_PROCESS]:
            from gdviz.engine.process import main
        else:
            from gdviz.commands.cli import main
    except ImportError as damage:  # what says so needs nothing but Python's own library
        from gdviz.base import preflight

        sys.exit(preflight.tell(preflight.import_problem(damage)))

if __name__ == "__main__":
    sys.exit(main())

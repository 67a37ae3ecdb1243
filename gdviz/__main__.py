"""``python -m gdviz`` is the command ``gdviz``."""

import contextlib
import signal
import sys

from gdviz.base.interpreter import ThreadSettings
from gdviz.base.kernel import ENGINE_PROCESS, fix_kernel

with contextlib.suppress(ValueError):  # a thread other than the first may not
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends imports without a traceback
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

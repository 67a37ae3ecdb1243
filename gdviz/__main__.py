"""``python -m gdviz`` is the command ``gdviz``."""

from gdviz.base.interrupt import end_at_once

end_at_once()  # before all that takes time to be read in

import sys  # noqa: E402

from gdviz.base.interpreter import ThreadSettings  # noqa: E402
from gdviz.base.kernel import ENGINE_PROCESS, fix_kernel  # noqa: E402

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

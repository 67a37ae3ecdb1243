"""How large a benchmark is: as large as its figures need, or so small that it shows that it runs."""

import os

SMALL = bool(os.environ.get("GDVIZ_SMALL_BENCHMARKS"))


def sized(full, small):
    """The one or the other; the tests run them all small, and then no figure means anything."""
    return small if SMALL else full

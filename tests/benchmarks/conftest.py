"""What the benchmarks share."""

import os

import pytest

from tests.benchmarks.sizes import sized


@pytest.fixture(scope="session")
def engine_processes():
    """The engine processes that a window of this machine has; those of the tests are none."""
    from gdviz.session.engines import engines
    from gdviz.session.picture_process import pictures

    engines.most = sized((os.cpu_count() or 1) + 1, 1)
    pictures.begin()
    while engines.begin_one():
        pass
    yield lambda: len(engines.ready) == engines.most and pictures.ready
    engines.most = 0
    engines.close()
    pictures.close()

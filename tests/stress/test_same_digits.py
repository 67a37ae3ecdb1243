"""Equal experiments give equal recordings, to the last bit, on whatever processor: all lessons, 200 others.

    python -m pytest tests/stress/test_same_digits.py --override-ini="addopts=--import-mode=importlib"

Other processors are played by what OpenBLAS, NumPy and the C library take from the environment: the kernels
of their products, the vector units that they use. The recordings are compared with each other, never with
stored ones. Where the processor itself lacks what a kernel needs, OpenBLAS takes another one.
"""

import pytest

from tests.machines import GLIBC, KERNELS, NUMPYS, digests


@pytest.fixture(scope="module")
def here():
    return digests(10**8, 200)


@pytest.mark.parametrize("environment", [*KERNELS, *NUMPYS, GLIBC], ids=str)
def test_same_digits(here, environment):
    assert digests(10**8, 200, environment) == here


@pytest.mark.parametrize("environment", KERNELS, ids=str)
def test_same_digits_where_numpy_was_there_before(here, environment):
    assert digests(10**8, 200, environment, numpy_first=True) == here

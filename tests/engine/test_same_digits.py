"""Equal experiments give equal recordings, to the last bit, on whatever processor.

A few runs on a few machines that differ in everything at once; ``tests/stress/test_same_digits.py`` has all.
"""

import pytest

from tests.machines import GLIBC, KERNELS, NUMPYS, digests


@pytest.fixture(scope="module")
def here():
    return digests(30, 24)


@pytest.mark.parametrize(
    ("environment", "numpy_first"),
    [
        (KERNELS[0] | NUMPYS[0], False),
        (KERNELS[3] | NUMPYS[1] | GLIBC, False),
        (KERNELS[1] | NUMPYS[1], True),
    ],
    ids=str,
)
def test_same_digits(here, environment, numpy_first):
    assert digests(30, 24, environment, numpy_first=numpy_first) == here

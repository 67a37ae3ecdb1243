"""The examples in the docstrings of the packaging, which is no package and so not searched for them."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["changelog", "linux.man", "windows.version_info"])
def test_examples(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0

"""A short run of each fuzzer of ``tests/stress``, the same cases each time; `start.py stress` runs more."""

import random

import pytest

from tests.sampling import examples
from tests.stress import command_line, files, formulas, networks, typed

CASES = [(formulas, 600), (typed, 400), (files, 60), (command_line, 40), (networks, 40)]


@pytest.mark.parametrize(("fuzzer", "cases"), CASES, ids=lambda each: getattr(each, "__name__", ""))
def test_random_cases(fuzzer, cases):
    for number in range(examples(cases)):
        case = f"{fuzzer.__name__}/0/{number}"
        try:
            fuzzer.check(random.Random(case))
        except Exception as trouble:
            trouble.add_note(f"the case {case}")
            raise

"""exp, ln, sin and their like from ``+ - * /`` in a fixed order: the same digits on every machine.

NumPy's own differ in the last digit with the processor, those of C libraries with processor and version.
These are within 3 units of the last place in float64 (see the tests) and, computed in float64 and rounded
once, as near as can be in float32. Arrays take them at some 15 to 25 operations of NumPy.
"""

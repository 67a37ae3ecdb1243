"""How numbers and formulas are written."""

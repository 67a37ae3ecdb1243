"""The same in code: one module for each framework, and the parts that they share."""

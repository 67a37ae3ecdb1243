"""The form of parameters, generated from the declarations."""

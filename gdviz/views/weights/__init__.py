"""All weights of a model."""

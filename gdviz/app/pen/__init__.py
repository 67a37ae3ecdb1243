"""Drawing on the stage by hand, in front of a class."""

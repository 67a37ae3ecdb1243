"""The network's diagram."""

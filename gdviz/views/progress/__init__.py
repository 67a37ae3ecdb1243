"""Losses and accuracies while training."""

"""Sweeps: a run at every place of a grid of settings, many runs at once.

`axes` says which settings vary, `region` computes a part of the grid, `plan` cuts a grid into parts and
keeps what is computed. Each run of a sweep is, to the last bit, the run that its settings make alone: runs of
losses in closed form go through the same functions on arrays (`together`), all others through the engine one
by one.
"""

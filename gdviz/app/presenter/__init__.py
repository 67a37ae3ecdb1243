"""The presenter's window on one screen, the audience's on another."""

"""Animations: frames and the formats that hold them."""

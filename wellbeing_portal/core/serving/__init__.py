"""Keeps the portal answering: in turn, within bounds, and in words where it cannot."""

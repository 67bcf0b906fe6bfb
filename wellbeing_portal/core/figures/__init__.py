"""Figures as people write them: “76-96%”, “from 3 to 11”, “a third”, “at least £1.2 million”."""

from .reading import NotUnderstood, Understood, understand

__all__ = ["NotUnderstood", "Understood", "understand"]

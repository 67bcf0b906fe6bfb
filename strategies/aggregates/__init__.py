"""Whole strategies as one typed form, and what such forms say of councils and sources."""

from .strategy import StrategyForm

__all__ = ["StrategyForm"]

"""Leads on from addresses that records had before, and from addresses in capitals."""

from .moved import Moved

__all__ = ["Moved"]

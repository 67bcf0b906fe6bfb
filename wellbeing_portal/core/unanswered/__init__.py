"""Searches that found nothing: what is kept of them, when, and how little."""

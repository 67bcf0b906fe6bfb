"""The Council Wellbeing Portal."""

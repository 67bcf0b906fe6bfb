"""What is raised when somebody may not do what they ask for."""

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """An act is refused to whoever asked for it; its text is for them to read."""

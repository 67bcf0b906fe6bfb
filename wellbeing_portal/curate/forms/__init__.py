"""What people fill in."""

from .section_form import RowForm, SectionForm

__all__ = ["RowForm", "SectionForm"]

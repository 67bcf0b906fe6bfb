"""Pages and commands that span the whole portal."""

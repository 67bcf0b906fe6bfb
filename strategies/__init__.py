"""Councils, the documents they write, and what those documents set out to do."""

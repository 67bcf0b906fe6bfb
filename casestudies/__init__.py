"""What councils did, what made it possible, and what changed."""

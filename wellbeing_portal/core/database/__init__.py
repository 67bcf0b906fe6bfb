"""What the portal does when its database is slow, is locked, or is not there."""

"""Tables and whole records that come in as files, and go out as the same files."""

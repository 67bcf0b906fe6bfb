"""The editor: where records are written, reviewed and published, in the design of the portal."""

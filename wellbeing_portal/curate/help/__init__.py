"""Help for those who edit. What rules say is told from the rules themselves."""

"""The page on which a briefing is put together: what it is about, what it holds, how long it is."""

"""Whether the addresses of sources answer: asked politely, and never inside a private network."""

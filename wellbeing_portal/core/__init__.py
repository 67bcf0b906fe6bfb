"""What any catalogue of published records needs; it knows nothing of councils or wellbeing."""

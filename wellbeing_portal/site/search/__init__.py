"""The search of the whole portal: the best match, the groups, and absence said plainly."""

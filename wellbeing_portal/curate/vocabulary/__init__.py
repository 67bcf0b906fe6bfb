"""The pages on which editors keep the vocabulary."""

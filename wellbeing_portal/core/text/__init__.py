"""Text as it may be kept and written: without characters that no format can hold.

``characters`` says what a text becomes; ``fields`` holds every field of every model to it, and
``middleware`` what visitors send and are sent.
"""

"""When the index cannot answer for a moment."""


class IndexUnavailable(Exception):
    """The index cannot answer rightly now, and is being mended; ask again in a moment.

    A visitor gets the plain page of ``IndexMiddleware`` instead of an answer that may be wrong.
    """

"""What councils are called: how names are spelt alike, sorted, and looked up.

``find_councils`` is what every box asks in which a council is looked up.
"""

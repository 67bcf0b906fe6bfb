"""What councils are called: how names are spelt alike, sorted, and looked up.

``NameBook.find`` is what every box asks in which a council is looked up.
"""

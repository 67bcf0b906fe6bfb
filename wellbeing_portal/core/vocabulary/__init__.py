"""The vocabulary as a whole: concepts are begun, merged, renamed, moved and archived here.

What points at a concept is found from the models. Each act is foreseen before it is done, leaves
an entry in the history of every record that it touches, and can be taken back until one of these
has been changed since.
"""

"""A list of words, written as people write lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

WORD = re.compile(r'\s*(?:"([^"\n]*)"|((?:[^,;\n]|(?<=\d),(?=\d))+))\s*')
"""One word or phrase: in quotes, or up to a comma, semicolon or line end; ``1,000`` is one."""

LONGEST = 100
"""Letters in a word or phrase."""


def split_words(text: str) -> list[str]:
    """Return the words of ``text`` without repetitions, in order."""
    words: dict[str, str] = {}
    for match in WORD.finditer(text.replace("\r", "\n")):
        word = " ".join((match[1] or match[2] or "").split())
        if word:
            words.setdefault(word.casefold(), word)
    return list(words.values())


def join_words(words: Iterable[str]) -> str:
    """Return ``words`` one a line, so that ``split_words`` gives the same words back."""
    return "\n".join(word if split_words(word) == [word] else f'"{word}"' for word in words)


class WordListField(forms.CharField):
    """A list of words that is stored as JSON and edited as text, one a line."""

    widget = forms.Textarea

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        # A JSONField of a model offers these two to whatever form field stands for it.
        del encoder, decoder
        kwargs["help_text"] = (
            "Other words and abbreviations for the same thing, one a line or with commas "
            "between them. A search for any of them finds this."
        )
        super().__init__(strip=False, empty_value="", **kwargs)
        self.widget.attrs.update({"rows": 4, "cols": 40})

    def prepare_value(self, value: Any) -> Any:
        return join_words(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        words = split_words(super().clean(value))
        for word in words:
            if len(word) > LONGEST:
                raise ValidationError(
                    f"“{word[:40]}…” is too long: put each word or short phrase on its own line."
                )
        return words

    def has_changed(self, initial: Any, data: Any) -> bool:
        return split_words(data or "") != list(initial or [])

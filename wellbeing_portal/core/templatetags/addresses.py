"""``{% url %}`` as Django has it, with the addresses of pages remembered.

A page names some thirty addresses and a list a hundred more; making each anew took longer than
all that the database is asked for.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url

from wellbeing_portal.core.addresses import address_of

register = template.Library()


class AddressNode(URLNode):
    """Asks for the address of a page of ours; anything else, such as the admin's, asks Django."""

    def render(self, context: Context) -> str:
        route = self.view_name.resolve(context)
        if self.kwargs or len(self.args) > 1 or self.asvar or not _is_ours(route):
            return str(super().render(context))
        slugs = [arg.resolve(context) for arg in self.args]
        if not all(isinstance(slug, str) for slug in slugs):
            return str(super().render(context))
        # Neither routes nor slugs hold anything that HTML would take for something else.
        return address_of(route, *slugs)


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """Read the tag as Django does."""
    node = parse_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


def _is_ours(route: Any) -> bool:
    return isinstance(route, str) and ":" not in route

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
from django.urls import NoReverseMatch

from wellbeing_portal.core.addresses import address_of

register = template.Library()


class AddressNode(URLNode):
    """Asks for the address of a page of ours; anything else, such as the admin's, asks Django."""

    def render(self, context: Context) -> str:
        route = self.view_name.resolve(context)
        slugs = [arg.resolve(context) for arg in self.args]
        if self.kwargs or len(slugs) > 1 or not _is_ours(route, *slugs):
            return str(super().render(context))
        try:
            address = address_of(route, *slugs)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar is None:
            # Neither routes nor slugs hold anything that HTML would take for something else.
            return address
        context[self.asvar] = address
        return ""


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """Read the tag as Django does."""
    node = parse_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


def _is_ours(route: Any, *slugs: Any) -> bool:
    return all(isinstance(one, str) for one in (route, *slugs)) and ":" not in route

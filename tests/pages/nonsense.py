"""Texts and pieces of addresses that have broken pages elsewhere."""

from __future__ import annotations

HOSTILE = (
    *("\0", "a\0b", "-1", "0", "9" * 400, "1e9", "NaN", "١٢٣", "²", "None", "%", "%00", "\r\n"),
    *("'; DROP TABLE strategies_council; --", "<script>alert(1)</script>", "{{ 7|add:7 }}"),
    *("../../etc/passwd", "\u202e", "👩‍👩‍👧", "e\u0301" * 50, "\ud7ff\ue000", "a" * 5_000),
)
"""What any parameter may be given."""

SEARCHES = (
    *("(((", '"', '""', '"unclosed', "-", "--", "- -", "-wellbeing", '-"mental health"', "*"),
    *("AND", "OR", "NOT", "a AND (b OR", "title:health", "health~2", "health^9", "[a TO z]"),
    *(".*", "(a+)+$", "[", "\\", "\\u", "^$", "(?P<x>", "{1000000}", "a|b", "approach|outcome"),
    *("wellbeing " * 60, "-a " * 200, '"a b" ' * 80, "w" * 499, "a b " * 120, "'" * 100, "+-&|"),
    *("=1+1", "@SUM(A1)", "+44", "\t=cmd|' /C calc'!A0", "${jndi:ldap://x}", "%s%n%x", "{0}"),
    *("العافية", "שלום", "幸福", "🧠🏘️", "İstanbul", "ſtraße", "ﷺ" * 90, "𝕨𝕖𝕝𝕝", "ﬁnance"),
    *("\u200b", "\ufeff", "\u2028", "\x1b[31m", "Z" + "\u0300" * 300, "null", "true", "[]", "{}"),
)
"""What a search may be given: operators, patterns, formulas, other scripts, and too much."""

NUMBERS = (
    *("-0", "00", "1.5", "1,000", "0x10", "1_000", "+1", " 1 ", "1e400", "-9223372036854775809"),
    *("2147483648", "9223372036854775808", "1899", "2101", "999999999", "١", "½", "inf", ""),
)
"""What stands where a number should."""

SPOILT = ("%FF", "%FE%FF", "%C3%28", "%ED%A0%80", "%C0%AF", "%E2%82", "%F4%90%80%80", "%zz", "%")
"""Escapes that are no text in UTF-8, or no escapes at all."""

RAW = (
    *SPOILT,
    *("%%", "%2500", "%00", "%u0041", "+", "++", "&", "&&", ";", "=", "==", "a=b=c", "?", "??x=1"),
    *("%0d%0aX-Injected:1", "q[]=1", "[]=", "q%00=1", "é", "\x7f", "__proto__=1", "q=%26%23x3c;"),
)
"""Pieces of a query string as they stand, well-formed or not."""

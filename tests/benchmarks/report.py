"""Says what was measured, as tables, and which budgets hold."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.benchmarks.databases import build_times

if TYPE_CHECKING:
    from tests.benchmarks.run import Measured, Series

QUERIES, BYTES, BUILD, VISIBLE, MEMORY, GROWTH, TIMES_DATASETTE = 12, 100_000, 90, 150, 150, 1.5, 20
AGAIN = 3


def write(results: Sequence[Measured], rounds: int, load: Sequence[float]) -> str:
    """Return everything as Markdown."""
    sizes = sorted({one.size for one in results})
    lines = [
        f"One gunicorn worker, {rounds} rounds, load of the machine "
        f"{' → '.join(f'{one:.1f}' for one in load)}. `cpu` is the worker's processor time a "
        "page, and pages/s how many of them a core makes in a second. Asked again: p50 for who "
        "has the page (304), and for somebody else while it is kept. "
        "× Datasette: how many times longer its page with the same facets and rows takes. "
        "× floor: how many times longer than rendering the same page again without database or "
        "index. Growth: p50 here by p50 at the smallest size.",
    ]
    for size in sizes:
        here = [one for one in results if one.size == size]
        their = next(one for one in here if one.name == "Datasette")
        for measured in here:
            if measured is their:
                continue
            least = next(
                one for one in results if one.size == sizes[0] and one.name == measured.name
            )
            lines += ["", f"**{measured.name}, {size:,} case studies**", ""]
            lines += _table(measured, their, least)
            lines += ["", _rest(measured)]
    largest = [one for one in results if one.size == sizes[-1]]
    lines += ["", f"**Budgets at {sizes[-1]:,}**", ""]
    for measured in largest:
        if measured.name != "Datasette":
            first = next(
                one for one in results if one.size == sizes[0] and one.name == measured.name
            )
            their = next(one for one in largest if one.name == "Datasette")
            lines += _verdicts(measured, their, first)
    return "\n".join(lines)


def _table(measured: Measured, their: Measured, least: Measured) -> list[str]:
    lines = [
        "| page | p50 ms | p95 ms | cpu ms | pages/s | asked again ms | queries | KB, sent "
        "| × Datasette | × floor | growth |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, one in measured.series.items():
        other = their.series.get(name)
        ratio = f"{other.p50 / one.p50:,.1f}" if other and other.milliseconds else ""
        floor = f"{one.p50 / statistics.median(one.floor):.1f}" if one.floor else ""
        growth = f"{one.p50 / least.series[name].p50:.2f}" if name in least.series else ""
        again = ", ".join(f"{statistics.median(x):.1f}" for x in (one.unchanged, one.kept) if x)
        failed = f" ({one.failed} failed)" if one.failed else ""
        lines.append(
            f"| {name}{failed} | {one.p50:.1f} | {one.p95:.1f} "
            f"| {one.cpu:.1f} | {1000 / one.cpu:.0f} | {again} | {one.queries} "
            f"| {one.size / 1000:.0f}, {one.sent / 1000:.0f} | {ratio} | {floor} | {growth} |"
        )
    return lines


def _rest(measured: Measured) -> str:
    memory = measured.memory
    built = build_times().get(f"{measured.name.lower()}-{measured.size}")
    took = f"built in {built[0]:.0f} s ({built[1]:.0f} s of processor time)" if built else ""
    return (
        f"Index {took}. A change is on the next page after "
        f"{statistics.median(measured.visible):.0f} ms (at most {max(measured.visible):.0f}), "
        f"that page included. The worker holds {memory['resident']:.0f} MB, of which "
        f"{memory['own']:.0f} MB are its own and {memory['files']:.0f} MB files that all "
        "workers share."
    )


def _verdicts(measured: Measured, their: Measured, first: Measured) -> list[str]:
    checks: list[tuple[str, bool, str]] = []

    def check(what: str, value: float, limit: float, unit: str) -> None:
        checks.append((what, value <= limit, f"{value:.1f} of {limit:g} {unit}"))

    for name, one in measured.series.items():
        if one.page.budget:
            check(f"{name}, p95", one.p95, one.page.budget, "ms")
    name = "list, two facets chosen"
    chosen: Series = measured.series[name]
    check(f"{name}, growth", chosen.p50 / first.series[name].p50, GROWTH, "times")
    ratio = their.series[name].p50 / chosen.p50
    said = f"{ratio:.0f} times, at least {TIMES_DATASETTE}"
    checks.append((f"{name}, against Datasette", ratio >= TIMES_DATASETTE, said))
    every = measured.series.values()
    check("queries a page", max(one.queries for one in every), QUERIES, "")
    check("HTML of a page", max(one.size for one in every) / 1000, BYTES / 1000, "KB")
    for what, asked in (
        ("unchanged", [one.unchanged for one in every]),
        ("kept", [one.kept for one in every]),
    ):
        slowest = max((statistics.median(times) for times in asked if times), default=0)
        check(f"page asked for again, {what}, p50 of the slowest", slowest, AGAIN, "ms")
    if built := build_times().get(f"{measured.name.lower()}-{measured.size}"):
        check("index built", built[0], BUILD, "s")
    check("change visible", statistics.median(measured.visible), VISIBLE, "ms")
    check("memory of the worker's own", measured.memory["own"], MEMORY, "MB")
    return [
        f"- {measured.name}: {'holds' if holds else '**missed**'}: {what}, {said}"
        for what, holds, said in checks
    ]

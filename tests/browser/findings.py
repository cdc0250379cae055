"""What is wrong with a page, in sentences: by axe, and by a ruler (findings.js). An empty list is a page as it should be."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

_HERE = Path(__file__).parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""trust.md A-01."""
TARGET_PX = 44
BOOK_TARGET_PX = 75
"""CSS px: some 2 cm, what a young child hits (trust.md A-08)."""
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
    "p { margin-block-end: 2em !important }"
)
"""WCAG 1.4.12."""


@dataclass(frozen=True)
class Found:
    """What axe found in one place."""

    rule: str
    where: str
    """A CSS selector."""
    why: str

    def __str__(self) -> str:
        return f"{self.rule} at {self.where}: {self.why}"


def by_axe(page: Page, rules: list[str] | None = None) -> tuple[list[Found], list[Found]]:
    """(what is wrong, what axe cannot decide), over all rules or only these."""
    if not page.evaluate("() => 'axe' in window"):
        # Over the browser's own wire: half a megabyte of it goes twice as fast as through `evaluate`.
        wire = page.context.new_cdp_session(page)
        wire.send("Runtime.evaluate", {"expression": _axe()})
        wire.detach()
    run = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options: dict[str, Any] = {
        "runOnly": run,
        "rules": {} if rules else {"target-size": {"enabled": True}},
        "resultTypes": ["violations", "incomplete"],
    }
    look = "async (options) => { const found = await axe.run(document, options); return [found.violations, found.incomplete] }"
    wrong, undecided = page.evaluate(look, options)
    return _found(wrong), _found(undecided)


def unexplained(undecided: list[Found], state: str) -> list[Found]:
    """What axe cannot decide in a state, and nobody has written a reason for (undecided.toml)."""
    return [one for one in undecided if not any(_explains(reason, one, state) for reason in _reasons())]


def by_ruler(page: Page, what: str, **asked: object) -> list[str]:
    """One of the functions of findings.js."""
    return by_rulers(page, (what, asked))[0]


def by_rulers(page: Page, *asked: tuple[str, dict[str, Any]]) -> list[list[str]]:
    """Several of them at once: asking the page costs more than measuring."""
    ask = "asked => window.findings ? asked.map(([what, how]) => findings[what](how) ?? []) : null"
    found: list[list[str]] | None = page.evaluate(ask, list(asked))
    if found is None:
        page.evaluate((_HERE / "findings.js").read_text("utf-8"))
        return by_rulers(page, *asked)
    return found


def wear(page: Page, css: str) -> None:
    """Dress the page in a reader's own style."""
    by_ruler(page, "wear", css=css)


def undress(page: Page) -> None:
    """Dress it as it was."""
    by_ruler(page, "undress")


def _found(results: list[dict[str, Any]]) -> list[Found]:
    return [
        Found(result["id"], " ".join(map(str, node["target"])), _why(node))
        for result in results
        for node in result["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    checks = [check for kind in ("any", "all", "none") for check in node[kind]]
    return "; ".join(check["message"] for check in checks)[:300]


def _explains(reason: dict[str, str], one: Found, state: str) -> bool:
    is_about = reason["rule"] == one.rule and re.search(reason["where"], one.where) is not None
    return is_about and re.search(reason.get("state", ""), state) is not None


@cache
def _reasons() -> list[dict[str, str]]:
    return tomllib.loads((_HERE / "undecided.toml").read_text("utf-8"))["undecided"]


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

"""What is sent: how much of it is taken in where, and kept in memory until it is encrypted."""

# Werkzeug lets a form be set, and Flask these three be read from elsewhere; what they say of themselves is narrower.
# pyright: reportAttributeAccessIssue=false, reportIncompatibleMethodOverride=false
from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app, request
from werkzeug.datastructures import ImmutableMultiDict

View = TypeVar("View", bound=Callable[..., Any])

HEARD_BYTES = 100_000_000
"""So much of what is too large is still listened to: a browser that is cut off does not show what is answered."""


def takes(most_bytes: int, parts: int = 0) -> Callable[[View], View]:
    """Say how much may be sent to a view; to all others a form of words (trust.md R-142).

    `parts`: how many fields a form of words may have there, as long as all of it may be.
    """

    def decide(view: View) -> View:
        view.most_bytes, view.most_parts = most_bytes, parts  # type: ignore[attr-defined]
        return view

    return decide


def prepare(app: Flask) -> None:
    """Receive everything in this way."""
    app.request_class = _Receiving


def hear_out() -> None:
    """Listen to the rest of what was too large; what was sent counts as an empty form from now on."""
    left = min(request.content_length or 0, HEARD_BYTES)
    while left > 0 and (heard := request.environ["wsgi.input"].read(min(left, 1 << 16))):
        left -= len(heard)
    # Werkzeug would refuse again whenever the form is asked for.
    request.form, request.files = ImmutableMultiDict(), ImmutableMultiDict()


class _Receiving(Request):
    """A request whose files lie in memory: Werkzeug would put them on the disk, and there everything is encrypted."""

    @property
    def max_content_length(self) -> int | None:
        return self._of_the_view("most_bytes") or super().max_content_length

    @property
    def max_form_parts(self) -> int | None:
        return self._of_the_view("most_parts") or super().max_form_parts

    @property
    def max_form_memory_size(self) -> int | None:
        return self._of_the_view("most_bytes") if self._of_the_view("most_parts") else super().max_form_memory_size

    def _of_the_view(self, name: str) -> int:
        view = current_app.view_functions.get(self.endpoint or "") if current_app else None
        return getattr(view, name, 0)

    def _get_file_stream(self, *args: object, **named: object) -> IO[bytes]:
        if sys.platform != "linux":
            return super()._get_file_stream(*args, **named)  # type: ignore[arg-type]
        stream = os.fdopen(os.memfd_create("sent"), "w+b")
        self.__dict__.setdefault("in_memory", []).append(stream)
        return stream

    def close(self) -> None:
        super().close()
        for stream in self.__dict__.get("in_memory", ()):
            stream.close()

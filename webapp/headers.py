"""What every answer says to the browser: keep nothing, ask nobody else, run only our own files (trust.md R-082, R-170 to R-172)."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.wrappers import Response

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
"""`blob:` shows a photo on the page while it is being sent."""

EVERY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "X-Robots-Tag": "noindex, noarchive",
}


def prepare(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_say)


def _say(response: Response) -> Response:
    for name, value in EVERY.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        # Flask-Compress 1.25 leaves a file it compresses as a stream open; ours are small, so they are read whole.
        response.direct_passthrough = False
        response.get_data()
        # The file is closed here, as a server whose reader hangs up does not always come round to it.
        response.close()
    else:
        response.headers["Cache-Control"] = "no-store"
    return response

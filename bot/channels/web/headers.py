"""What every answer of the page carries: nothing may be kept, framed, fetched from elsewhere or run inline."""

from __future__ import annotations

from aiohttp import web

from bot.channels.proxy import believed

YEAR = 31_536_000  # seconds; for how long a browser remembers to come by TLS only


# Trusted Types make the browser itself refuse markup from a script, but for the one policy of fetch.js.
# data: is only for the empty icon, which saves a request.
POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types answer",
))
# same-origin and not no-referrer: with the latter a browser sends "Origin: null" even to ourselves.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


def behind_tls(request: web.Request, trusted_proxy: str) -> bool:
    """Whether the browser came by TLS; a proxy's word for it counts only from the configured one."""
    forwarded = request.headers.get("X-Forwarded-Proto", "")
    told = forwarded.strip().lower() == "https" and believed(request.remote, trusted_proxy)
    return told or request.secure


def set_on(response: web.StreamResponse, tls: bool) -> None:
    """Put them on an answer that has none of its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if tls:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"

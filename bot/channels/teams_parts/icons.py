"""The pictures of the Teams app, drawn by code: a shield in two sizes, and the sign of an escalation."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from PIL import Image, ImageDraw

GREEN = (0, 94, 84, 255)
WHITE = (255, 255, 255, 255)
RED = (164, 38, 44, 255)
CLEAR = (0, 0, 0, 0)
FINER = 8  # drawn so many times larger and shrunk, which smooths the edges


def colour_icon() -> bytes:
    """192 by 192 pixels: a white shield with a tick on a full ground, within the 96 pixels that Teams may crop to."""
    picture, pen, side = _canvas(192, GREEN)
    pen.polygon(_shield(side, 0.56), fill=WHITE)
    pen.line(_tick(side, 0.56), fill=GREEN, width=int(side * 0.045), joint="curve")
    return _png(picture, 192)


def outline_icon() -> bytes:
    """32 by 32 pixels: the same in white lines on nothing."""
    picture, pen, side = _canvas(32, CLEAR)
    edge = _shield(side, 0.86)
    pen.line([*edge, edge[0], edge[1]], fill=WHITE, width=int(side * 0.07), joint="curve")
    pen.line(_tick(side, 0.86), fill=WHITE, width=int(side * 0.07), joint="curve")
    return _png(picture, 32)


@lru_cache(maxsize=1)
def warning_sign() -> str:
    """A triangle with its mark, as a data address: a card may not wait for another server."""
    picture, pen, side = _canvas(40, CLEAR)
    pen.polygon([(side * x, side * y) for x, y in ((0.5, 0.06), (0.97, 0.92), (0.03, 0.92))], fill=RED)
    pen.rectangle([side * 0.455, side * 0.36, side * 0.545, side * 0.64], fill=WHITE)
    pen.ellipse([side * 0.45, side * 0.71, side * 0.55, side * 0.81], fill=WHITE)
    return f"data:image/png;base64,{base64.b64encode(_png(picture, 40)).decode()}"


def _canvas(pixels: int, ground: tuple[int, int, int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw, float]:
    picture = Image.new("RGBA", (pixels * FINER, pixels * FINER), ground)
    return picture, ImageDraw.Draw(picture), float(pixels * FINER)


def _shield(side: float, size: float) -> list[tuple[float, float]]:
    """Corners of a shield in the middle; ``size`` is its height as a share of the side."""
    shape = ((0.5, 0.0), (0.9, 0.14), (0.9, 0.5), (0.82, 0.7), (0.68, 0.87), (0.5, 1.0),
             (0.32, 0.87), (0.18, 0.7), (0.1, 0.5), (0.1, 0.14))
    low = (1 - size) / 2
    return [(side * (low + size * x), side * (low + size * y)) for x, y in shape]


def _tick(side: float, size: float) -> list[tuple[float, float]]:
    low = (1 - size) / 2
    return [(side * (low + size * x), side * (low + size * y)) for x, y in ((0.32, 0.5), (0.46, 0.64), (0.7, 0.34))]


def _png(picture: Image.Image, pixels: int) -> bytes:
    out = io.BytesIO()
    picture.resize((pixels, pixels), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()

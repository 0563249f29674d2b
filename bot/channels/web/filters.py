"""How texts, numbers and days become markup; everything is escaped first, so no answer can bring markup of its own."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup, escape

# Short emergency numbers, and UK numbers as they are printed: 0, then nine or ten digits (seven for Childline).
NUMBER = re.compile(r"\b(?:999|101|111|116 ?123|0(?:[ ]?\d){7,10})\b")


def ringing(phone: str) -> str:
    """The address that rings a number."""
    return "tel:" + re.sub(r"[^\d+]", "", phone)


def texting(phone: str) -> str:
    """The address that opens a text message to a number."""
    return "sms:" + re.sub(r"\D", "", phone)


def linked(text: str) -> Markup:
    """A text whose telephone numbers can be pressed."""
    done, at = Markup(), 0
    for found in NUMBER.finditer(text):
        link = Markup('<a class="govuk-link number" href="{}">{}</a>').format(ringing(found.group()), found.group())
        done += escape(text[at : found.start()]) + link
        at = found.end()
    return done + escape(text[at:])


def web_address(url: object) -> str:
    """The address when it is one of the web, else nothing: never ``javascript:`` or whatever else a card may hold."""
    return url if isinstance(url, str) and re.match(r"https?://", url, re.IGNORECASE) else ""


def day(iso: str) -> str:
    """``2026-11-23`` as ``23 November 2026``; anything else as it is."""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{found.day} {found:%B %Y}"


FILTERS = {"ringing": ringing, "texting": texting, "linked": linked, "web_address": web_address, "day": day}

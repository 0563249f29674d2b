"""``safeguard chat``: a conversation in the terminal with the service that is running, over its REST address."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from collections.abc import Callable, Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from bot.replies.words import danger_line, words
from bot.settings import load
from bot.terms import Area, Role

PATH = "/webhooks/rest/webhook"
SECONDS = 30.0


class NoService(Exception):
    """Nobody answers at the address."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Talk until the end of input; 1 when the service cannot be reached."""
    settings = load()
    host = {"0.0.0.0": "127.0.0.1"}.get(settings.host, settings.host)  # noqa: S104 - compared, not bound
    parser = argparse.ArgumentParser(prog="safeguard chat", description="Talk with the running service.")
    parser.add_argument("--address", default=f"http://{host}:{settings.port}", help="where the service is")
    parser.add_argument("--role", choices=[str(r) for r in Role], default="unknown", help="who is writing")
    parser.add_argument("--area", choices=[str(a) for a in Area], default="unknown", help="where the child lives")
    args = parser.parse_args(arguments)
    sender, metadata = f"terminal-{secrets.token_hex(8)}", {"role": args.role, "area": args.area}

    def ask(text: str) -> list[dict[str, Any]]:
        return post(args.address, {"sender": sender, "message": text, "metadata": metadata})

    try:
        talk(ask, input, print)
    except NoService:
        print(words("edge")["chat"]["no_answer"].format(address=args.address), file=sys.stderr)
        print(danger_line(Role(args.role)), file=sys.stderr)
        return 1
    return 0


def talk(ask: Callable[[str], list[dict[str, Any]]], read: Callable[[str], str], show: Callable[[str], None]) -> None:
    """Read, ask and show until the input ends; a number chooses one of the options last shown."""
    say = words("edge")["chat"]
    show(say["welcome"])
    options: list[str] = []
    while True:
        try:
            text = read(f"\n{say['prompt']}")
        except (EOFError, KeyboardInterrupt):
            show(f"\n{say['bye']}")
            return
        options = answer(ask(chosen(text, options)), show)


def chosen(text: str, options: Sequence[str]) -> str:
    """What is sent: the option with this number, or the text itself."""
    number = text.strip().rstrip(".)")
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(options):
        return options[int(number) - 1]
    return text


def answer(messages: list[dict[str, Any]], show: Callable[[str], None]) -> list[str]:
    """Show the messages with numbered options, and return what the options send."""
    payloads: list[str] = []
    for message in messages:
        show(f"\n{message.get('text', '')}")
        for button in message.get("buttons") or []:
            payloads.append(str(button["payload"]))
            show(f"  {len(payloads)}. {button['title']}")
    return payloads


def post(address: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Send one message; a refusal is shown as a message too. Raises NoService."""
    request = Request(  # noqa: S310 - the address is the user's own
        f"{address.rstrip('/')}{PATH}", data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    try:
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            found = json.load(response)
    except HTTPError as error:
        try:
            found = json.load(error)
        except ValueError:
            raise NoService from None
    except (URLError, OSError, ValueError):
        raise NoService from None
    return found if isinstance(found, list) else [{"text": str(found.get("error", ""))}]

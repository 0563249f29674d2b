"""Which channels that acknowledge first are on, by the settings; the library of one that is off is not loaded."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from aiohttp import web

from bot.edge.delivery import Delivery
from bot.edge.parts import Parts

Face = Callable[[web.Application], None]


def faces(parts: Parts) -> tuple[Face, ...]:
    """The faces to hang up, with the delivery behind them; empty when no such channel is on. Raises SettingsError."""
    delivery = Delivery(parts)
    found: list[Face] = []
    if parts.settings.teams_app_id:
        found.append(_teams(parts, delivery))
    if parts.settings.telegram_token:
        found.append(_telegram(parts, delivery))
    return (serve(delivery), *found) if found else ()


def _teams(parts: Parts, delivery: Delivery) -> Face:
    from bot.channels.teams import Teams
    from bot.channels.teams_parts.config import TeamsConfig

    teams = Teams(TeamsConfig.of(parts.settings))
    delivery.add(teams.sender)
    return lambda app: teams.routes(app, delivery)


def _telegram(parts: Parts, delivery: Delivery) -> Face:
    from bot.channels.telegram import Telegram

    telegram = Telegram(parts.settings, delivery, lambda: parts.now().timestamp())
    delivery.add(telegram)
    return telegram.routes


def serve(delivery: Delivery) -> Face:
    """What starts the delivery with the application and closes it at the end."""

    async def run(app: web.Application) -> AsyncIterator[None]:
        await delivery.start()
        yield
        await delivery.close()

    return lambda app: app.cleanup_ctx.append(run)

"""Whether a request really comes from Teams, from a tenant of ours: every rule of the protocol, and nothing fetched."""

from __future__ import annotations

from typing import Any

import jwt

from bot.channels.teams_parts.config import TeamsConfig
from bot.channels.teams_parts.keys import Keys, SigningKey
from bot.errors import BadRequest

CHANNEL = "msteams"
LEEWAY = 300            # seconds that two clocks may differ
LONGEST = 8_000         # characters of a token
_NEEDED: Any = {"require": ["exp", "nbf", "iss", "aud"]}


def token_of(header: str) -> str:
    """The bearer token of an Authorization header. Raises BadRequest 401."""
    kind, _, token = header.partition(" ")
    if kind.lower() != "bearer" or not token.strip() or len(token) > LONGEST:
        raise BadRequest(401, "no_token")
    return token.strip()


def claims_of(token: str, keys: Keys, config: TeamsConfig) -> tuple[dict[str, Any], SigningKey]:
    """What a good token says, and the key that signed it. Raises BadRequest 401, whose text is only a code."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        signer = keys.get(kid) if isinstance(kid, str) else None
        if signer is None:
            raise BadRequest(401, "unknown_key")
        # The algorithm is ours to choose, never the token's: with its own word a public key would do as a password.
        claims = jwt.decode(
            token, signer.key, algorithms=["RS256"], audience=config.app_id, issuer=config.issuer, leeway=LEEWAY,
            options=_NEEDED,
        )
    except (jwt.PyJWTError, ValueError) as error:
        raise BadRequest(401, type(error).__name__) from None
    return claims, signer


def check_activity(activity: dict[str, Any], claims: dict[str, Any], signer: SigningKey, config: TeamsConfig) -> None:
    """Whether the activity is what its token was made for. Raises BadRequest 401 or 403."""
    channel = activity.get("channelId")
    if channel != CHANNEL:
        raise BadRequest(403, "channel")
    if channel not in signer.endorsements:
        raise BadRequest(401, "endorsement")
    service = str(activity.get("serviceUrl") or "")
    said = claims.get("serviceurl")
    if not service or not isinstance(said, str) or said.rstrip("/") != service.rstrip("/"):
        raise BadRequest(401, "service_url")
    if not config.serves(service):
        raise BadRequest(403, "service_host")
    if tenant_of(activity) not in config.tenants:
        raise BadRequest(403, "tenant")


def tenant_of(activity: dict[str, Any]) -> str | None:
    """The tenant that an activity names; None when it names none, or two that differ."""
    data, conversation = activity.get("channelData"), activity.get("conversation")
    tenant = data.get("tenant") if isinstance(data, dict) else None
    said = (
        tenant.get("id") if isinstance(tenant, dict) else None,
        conversation.get("tenantId") if isinstance(conversation, dict) else None,
    )
    named = [name for name in said if name not in (None, "")]
    only = named[0] if named and all(name == named[0] for name in named) else None
    return only.lower() if isinstance(only, str) else None

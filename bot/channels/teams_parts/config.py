"""What one installation says about its Teams bot, checked as a whole: a gap must stop the start, not open a door."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.settings import Settings

OPENID = "https://login.botframework.com/v1/.well-known/openidconfiguration"  # Microsoft's public cloud
LOGIN = "https://login.microsoftonline.com"
ISSUER = "https://api.botframework.com"
HOSTS = ("smba.trafficmanager.net",)
MULTI_TENANT = "botframework.com"  # the authority of a bot that serves several tenants
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class TeamsConfig:
    """``tenants`` and ``hosts`` are lower case; ``authority`` is the tenant that issues our own token."""

    app_id: str
    tenants: frozenset[str]
    hosts: frozenset[str]
    authority: str
    openid_url: str = OPENID
    login_url: str = LOGIN
    issuer: str = ISSUER
    password: str = field(default="", repr=False)
    certificate: Path | None = None

    @classmethod
    def of(cls, settings: Settings) -> TeamsConfig:
        """The configuration. Raises SettingsError with every fault at once."""
        app_id = settings.teams_app_id.strip().lower()
        tenant = settings.teams_tenant.strip().lower()
        tenants = _listed(settings.teams_allowed_tenants) or ({tenant} - {""})
        hosts = _listed(settings.teams_service_hosts) or set(HOSTS)
        made = cls(
            app_id=app_id, tenants=frozenset(tenants), hosts=frozenset(hosts), authority=tenant or MULTI_TENANT,
            openid_url=settings.teams_openid_url or OPENID, login_url=(settings.teams_login_url or LOGIN).rstrip("/"),
            issuer=settings.teams_issuer or ISSUER, password=settings.teams_app_password,
            certificate=Path(settings.teams_certificate) if settings.teams_certificate else None,
        )
        problems = made._problems()
        if problems:
            raise SettingsError("; ".join(problems))
        return made

    def _problems(self) -> list[str]:
        wrong = []
        if not GUID.fullmatch(self.app_id):
            wrong.append("SAFEGUARD_TEAMS_APP_ID must be the bot's application id, a GUID")
        if bool(self.password) == bool(self.certificate):
            wrong.append("set one of SAFEGUARD_TEAMS_APP_PASSWORD and SAFEGUARD_TEAMS_CERTIFICATE, not both")
        if self.certificate and not self.certificate.is_file():
            wrong.append("SAFEGUARD_TEAMS_CERTIFICATE names no file")
        if not self.tenants:
            wrong.append("set SAFEGUARD_TEAMS_TENANT, or for a bot of several tenants SAFEGUARD_TEAMS_ALLOWED_TENANTS")
        if any(not GUID.fullmatch(tenant) for tenant in self.tenants):
            wrong.append("SAFEGUARD_TEAMS_ALLOWED_TENANTS must be tenant ids, GUIDs with commas between them")
        wrong += [f"{name} must begin with https://" for name, url in (
            ("SAFEGUARD_TEAMS_OPENID_URL", self.openid_url), ("SAFEGUARD_TEAMS_LOGIN_URL", self.login_url),
        ) if not safe(url)]
        return wrong

    def serves(self, service_url: str) -> bool:
        """Whether answers may go to this address: its host is on the list, and nobody can listen on the way."""
        return safe(service_url) and _host(service_url) in self.hosts


def safe(url: str) -> bool:
    """Whether an address is encrypted; plain http only on this machine, and never with a name and password in it."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


def _host(url: str) -> str:
    """Host, with the port where one is given: ``a.example`` and ``a.example:8443`` are two hosts."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def _listed(value: str) -> set[str]:
    return {part.strip().lower() for part in value.split(",")} - {""}

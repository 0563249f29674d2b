"""``safeguard teams-package``: the zip that an administrator uploads to Teams, checked before it is written."""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.validators import validator_for

from bot.channels.teams_parts.config import GUID
from bot.channels.teams_parts.icons import GREEN, colour_icon, outline_icon
from bot.channels.teams_parts.package_schema import MANIFEST, STRINGS
from bot.errors import SettingsError
from bot.paths import ROOT
from bot.replies.words import words
from bot.settings import Settings, load

VERSION = "1.22"  # of Microsoft's manifest schema
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json"
PUBLISHED = ROOT / ".tools/teams/@microsoft/app-manifest/build/json-schemas/teams" / f"v{VERSION}"
LANGUAGE = "en-gb"
SCOPES = ["personal", "team", "groupChat"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the zip and say against what it was checked."""
    parser = argparse.ArgumentParser(prog="safeguard teams-package", description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("safeguarding-teams.zip"), help="where to write it")
    parser.add_argument("--app-version", default="1.0.0", help="raise it for every upload that changes something")
    args = parser.parse_args(arguments)
    against = write(load(), args.app_version, args.to)
    sys.stdout.write(f"{args.to}: manifest {VERSION}, two icons, {LANGUAGE}; checked against {against}.\n")
    return 0


def write(settings: Settings, version: str, to: Path) -> str:
    """Write the package and return which schema it was held against. Raises SettingsError with every fault at once."""
    made, told = manifest(settings, version), strings()
    against = checked(made, told)
    files = {
        "manifest.json": _json(made), f"{LANGUAGE}.json": _json(told),
        "color.png": colour_icon(), "outline.png": outline_icon(),
    }
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)  # the same input, the same file
    return against


def manifest(settings: Settings, version: str) -> dict[str, Any]:
    """The manifest for this installation. Raises SettingsError naming every setting that is missing."""
    app_id = settings.teams_app_id.strip().lower()
    wanted = {"teams_publisher": settings.teams_publisher, "teams_website": settings.teams_website,
              "teams_privacy": settings.teams_privacy, "teams_terms": settings.teams_terms}
    missing = [f"set SAFEGUARD_{name.upper()}" for name, value in wanted.items() if not value.strip()]
    missing += [] if GUID.fullmatch(app_id) else ["SAFEGUARD_TEAMS_APP_ID must be the bot's application id, a GUID"]
    if missing:
        raise SettingsError("; ".join(missing))
    say, told = words("teams")["app"], strings()
    return {
        "$schema": SCHEMA, "manifestVersion": VERSION, "version": version, "id": app_id,
        "localizationInfo": {"defaultLanguageTag": LANGUAGE, "defaultLanguageFile": f"{LANGUAGE}.json"},
        "developer": {"name": settings.teams_publisher, "websiteUrl": settings.teams_website,
                      "privacyUrl": settings.teams_privacy, "termsOfUseUrl": settings.teams_terms},
        "name": {"short": told["name.short"], "full": told["name.full"]},
        "description": {"short": told["description.short"], "full": told["description.full"]},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#{:02X}{:02X}{:02X}".format(*GREEN[:3]),
        "defaultInstallScope": "personal",
        "bots": [{
            "botId": app_id, "scopes": SCOPES, "supportsFiles": False, "isNotificationOnly": False,
            "commandLists": [{"scopes": [scope], "commands": list(say["commands"])} for scope in SCOPES],
        }],
        "validDomains": [],
    }


def strings() -> dict[str, str]:
    """The words of the manifest, as Teams wants them in a file for each language."""
    say = words("teams")["app"]
    base = {"$schema": SCHEMA.replace("MicrosoftTeams.schema", "MicrosoftTeams.Localization.schema")}
    named = {"name.short": say["short"], "name.full": say["full"], "description.short": say["description_short"],
             "description.full": say["description_full"]}
    commands = {
        f"bots[0].commandLists[{at}].commands[{number}].{part}": command[part]
        for at in range(len(SCOPES)) for number, command in enumerate(say["commands"])
        for part in ("title", "description")
    }
    return {**base, **named, **commands}


def checked(made: dict[str, Any], told: dict[str, str], published: Path = PUBLISHED) -> str:
    """Hold both files against our own schema, and Microsoft's where it has been fetched; return which. Raises
    SettingsError with every fault at once."""
    pairs = [(Draft7Validator(MANIFEST), made), (Draft7Validator(STRINGS), told)]
    for name, content in (("MicrosoftTeams.schema.json", made), ("MicrosoftTeams.Localization.schema.json", told)):
        if (published / name).is_file():
            schema = json.loads((published / name).read_text(encoding="utf-8"))
            pairs.append((validator_for(schema)(schema), content))
    faults = [
        f"{'/'.join(map(str, error.absolute_path)) or 'manifest'}: {error.message[:200]}"
        for validator, content in pairs for error in validator.iter_errors(content)
    ]
    if faults:
        raise SettingsError("; ".join(dict.fromkeys(faults)))
    both = f"Microsoft's published schema {VERSION} and our own"
    return both if len(pairs) == 4 else f"our own schema (scripts/teams.sh fetches Microsoft's {VERSION})"


def _json(content: Any) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode()

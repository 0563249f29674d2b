"""The list of parts in CycloneDX 1.6: packages of both locks, the sentence encoder, and what needs what."""

from __future__ import annotations

import base64
import json
import uuid
from importlib import metadata
from typing import Any

from bot.paths import ENCODER
from bot.supply.locks import Package, digest, packages, page_packages, running

NAME = "safeguarding-guidance"
LOCKS = "safeguard:locks:sha256"
_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, NAME)


def sbom() -> dict[str, Any]:
    """The whole document; the same locks give the same document."""
    every = packages()
    needed, locks = running(every), digest()
    root = {"type": "application", "bom-ref": NAME, "name": NAME, "version": "0.1.0"}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, locks)}",
        "metadata": {"component": root, "properties": [{"name": LOCKS, "value": locks}]},
        "components": [*(_python(one, one.name in needed) for one in every), *_page(), _encoder()],
        "dependencies": _dependencies(every),
    }


def _python(one: Package, needed: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "library", "bom-ref": one.purl, "name": one.name, "version": one.version, "purl": one.purl,
        "scope": "required" if needed else "excluded",
        "hashes": [{"alg": "SHA-256", "content": value} for value in one.hashes],
    }
    licence = licence_of(one.name)
    return {**found, "licenses": [{"license": {"name": licence}}]} if licence else found


def licence_of(name: str) -> str:
    """What the installed package says of its licence, shortly; empty when it is not installed or says nothing."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classes = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    said = str((told.get_all("License-Expression") or told.get_all("License") or [""])[0]).strip()
    short = said if said and "\n" not in said and len(said) < 80 else ""
    return short or ", ".join(classes)


def _page() -> list[dict[str, Any]]:
    return [
        {"type": "library", "bom-ref": f"pkg:npm/{name}@{version}", "name": name, "version": version,
         "purl": f"pkg:npm/{name}@{version}", "scope": "required",
         "hashes": [{"alg": "SHA-512", "content": base64.b64decode(integrity.removeprefix("sha512-")).hex()}]}
        for name, version, integrity in page_packages()
    ]


def _encoder() -> dict[str, Any]:
    manifest = json.loads((ENCODER / "manifest.json").read_text(encoding="utf-8"))
    return {
        "type": "machine-learning-model", "bom-ref": str(manifest["version"]), "name": "sentence encoder",
        "version": str(manifest["version"]), "licenses": [{"license": {"id": manifest["licence"]}}],
        "hashes": [{"alg": "SHA-256", "content": manifest["sha256"]["model.onnx"]}],
    }


def _dependencies(every: list[Package]) -> list[dict[str, Any]]:
    """Who depends on what; what a file of ours asks for hangs below the application."""
    ref = {one.name: one.purl for one in every}
    below: dict[str, set[str]] = {NAME: set(), **{one.purl: set() for one in every}}
    for one in every:
        for by in one.needed_by:
            below[ref.get(by, NAME)].add(one.purl)
    return [{"ref": name, "dependsOn": sorted(names)} for name, names in below.items()]

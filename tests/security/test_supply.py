"""The list of parts holds every part; an advisory without a decision fails; a service that was not asked is said."""

from __future__ import annotations

import json
import os
import re
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from bot import clock
from bot.paths import ROOT
from bot.supply import audit, main
from bot.supply.locks import PYTHON, digest, packages, page_packages, running
from bot.supply.sbom import LOCKS, sbom

RELEASE = bool(os.environ.get("SAFEGUARD_RELEASE"))


@pytest.fixture(scope="module")
def parts() -> dict[str, Any]:
    return sbom()


def test_every_line_of_the_lock_is_a_part_with_its_hashes(parts: dict[str, Any]) -> None:
    lock = PYTHON.read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    found = {part["name"]: part for part in parts["components"]}
    assert names
    assert set(names) <= found.keys()
    assert {name for name, _, _ in page_packages()} <= found.keys()
    assert sum(len(part["hashes"]) for part in found.values()) >= lock.count("--hash=")
    assert all(part["hashes"] for part in found.values())


def test_what_runs_is_told_from_what_only_developers_need() -> None:
    needed = running(packages())
    assert {"aiohttp", "rasa", "sanic", "tensorflow", "spacy", "numpy", "thinc"} <= needed
    assert not {"pytest", "mypy", "hypothesis", "ruff", "schemathesis", "uv", "mutmut"} & needed


def test_the_document_keeps_to_the_shape_of_cyclonedx(parts: dict[str, Any]) -> None:
    assert (parts["bomFormat"], parts["specVersion"], parts["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", parts["serialNumber"])
    refs = [part["bom-ref"] for part in parts["components"]] + [parts["metadata"]["component"]["bom-ref"]]
    assert len(refs) == len(set(refs))
    told = {ref for row in parts["dependencies"] for ref in (row["ref"], *row["dependsOn"])}
    assert told <= set(refs)
    for part in parts["components"]:
        assert part["type"] in ("library", "machine-learning-model")
        for value in part["hashes"]:
            assert len(value["content"]) == {"SHA-256": 64, "SHA-512": 128}[value["alg"]]
    assert sbom() == parts, "the same locks give the same document"


VULN = {"id": "PYSEC-2099-1", "aliases": ["CVE-2099-0001"], "fix_versions": ["9"], "description": ""}


def written(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


@pytest.mark.parametrize("content", [
    "", "{}", "[]", '{"dependencies": []}', '{"dependencies": [{"name": "a", "skip_reason": "not found"}]}',
    '{"dependencies": null}', "<html>",
])
def test_an_audit_that_asked_nobody_says_so(tmp_path: Path, content: str) -> None:
    found = audit.of_python(written(tmp_path, "a.json", content))
    assert not found.asked
    assert not audit.of_page(written(tmp_path, "b.json", content)).asked
    assert not audit.of_page(tmp_path / "not there").asked


def test_an_advisory_without_a_decision_is_open_and_one_with_is_not(tmp_path: Path) -> None:
    decided = audit.known()["advisories"][0]
    named = {"name": decided["package"]}
    rows = [
        {"name": "aiohttp", "version": "3.14.5", "vulns": [VULN]},
        {**named, "version": decided["version"], "vulns": [{"id": "X", "aliases": decided["ids"][:1]}]},
        {**named, "version": "0.0.1", "vulns": [{"id": decided["ids"][0]}]},
        {"name": "odd", "skip_reason": "not found"},
    ]
    found = audit.of_python(written(tmp_path, "a.json", {"dependencies": rows}))
    assert found.left_out == ("odd",)
    assert [(one.package, one.version) for one in audit.open_findings([found])] == [
        ("aiohttp", "3.14.5"), (decided["package"], "0.0.1"),
    ]


def test_npm_names_its_advisories(tmp_path: Path) -> None:
    rows = {"vulnerabilities": {"govuk-frontend": {"via": [{"url": "x/advisories/GHSA-aaaa-bbbb-cccc"}, "other"]}}}
    found = audit.of_page(written(tmp_path, "b.json", rows))
    assert found.found[0].ids == ("GHSA-aaaa-bbbb-cccc", "other")
    assert audit.open_findings([found]) == list(found.found)


def test_the_command_writes_both_files_and_fails_on_what_has_no_decision(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 28, tzinfo=timezone.utc))
    assert main.main(["--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("THE SERVICE COULD NOT BE ASKED") == 2
    assert json.loads((tmp_path / "audit.json").read_text())["locks"] == digest()
    written(tmp_path, "pip-audit.json", {"dependencies": [{"name": "aiohttp", "version": "3.14.5", "vulns": [VULN]}]})
    assert main.main(["--out", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "No decision: aiohttp 3.14.5: PYSEC-2099-1" in told
    assert "pip-audit: asked" in told
    monkeypatch.setattr(clock, "now", lambda: datetime(2099, 1, 1, tzinfo=timezone.utc))
    (tmp_path / "pip-audit.json").unlink()
    assert main.main(["--out", str(tmp_path)]) == 1
    assert "lapsed" in capsys.readouterr().out


def test_every_decision_is_about_a_version_that_is_locked_and_says_why() -> None:
    assert audit.needless() == []
    assert not audit.lapsed(clock.today() if RELEASE else date(2026, 12, 1))


def test_the_audit_tools_have_a_lock_with_hashes_and_no_addresses() -> None:
    lock = (ROOT / "scripts" / "audit.lock").read_text(encoding="utf-8")
    locked = re.findall(r"^[a-z0-9-]+==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)
    assert len(locked) == len(re.findall(r"^[a-z0-9-]+==", lock, re.MULTILINE)) > 20
    assert "://" not in lock


def test_before_a_release_what_was_made_is_of_these_locks() -> None:
    """Outside a release there may be none; one that is there says which locks it was made from."""
    folder = ROOT / "results" / "security"
    made = [folder / "sbom.json", folder / "audit.json"]
    if not RELEASE:
        assert {one["name"] for one in sbom()["metadata"]["properties"]} == {LOCKS}
        return
    assert all(path.exists() for path in made), "run `make security`"
    (locks,) = json.loads(made[0].read_text())["metadata"]["properties"]
    assert locks["value"] == digest() == json.loads(made[1].read_text())["locks"], "run `make security` again"
    assert json.loads(made[1].read_text())["without_a_decision"] == []

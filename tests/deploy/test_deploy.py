"""deploy/ is held against the code: settings, commands, probes, rights, selectors. No container engine is needed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot import settings
from bot.paths import ROOT

DEPLOY = ROOT / "deploy"
OURS = "safeguard:1"
NAMES = {f"{settings.PREFIX}{name.upper()}" for name in settings.Settings.__dataclass_fields__}


def read(path: Path) -> list[dict[str, Any]]:
    return [one for one in YAML(typ="safe", pure=True).load_all(path.read_text(encoding="utf-8")) if one]


COMPOSE = read(DEPLOY / "compose.yml")[0]
SERVICES: dict[str, Any] = COMPOSE["services"]
MINE = {name: one for name, one in SERVICES.items() if one["image"] == OURS}
OBJECTS = [one for path in sorted((DEPLOY / "kubernetes").glob("*.yml")) for one in read(path)]
PODS = [one for one in OBJECTS if one["kind"] in ("Deployment", "StatefulSet")]
CONTAINERS = [(one["metadata"]["name"], box) for one in PODS for box in one["spec"]["template"]["spec"]["containers"]]
KEYS = {name: one.get("environment", {}) for name, one in MINE.items()}


def named(kind: str) -> list[dict[str, Any]]:
    return [one for one in OBJECTS if one["kind"] == kind]


def env_of(box: dict[str, Any]) -> set[str]:
    (config,) = named("ConfigMap")
    return {one["name"] for one in box.get("env", [])} | (set(config["data"]) if "envFrom" in box else set())


def test_there_are_two_edges_two_engines_and_what_they_stand_on() -> None:
    assert set(SERVICES) == {"proxy", "edge-1", "edge-2", "engine-1", "engine-2", "postgres", "redis"}
    assert {one["metadata"]["name"]: one["spec"]["replicas"] for one in PODS} == {"edge": 2, "engine": 2, "redis": 1}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_of_compose_cannot_gain_rights_and_has_a_pinned_version(name: str) -> None:
    one = SERVICES[name]
    assert "no-new-privileges:true" in one["security_opt"]
    assert re.fullmatch(r"[a-z]+:[\w.-]*\d[\w.-]*", one["image"]), "never latest, and no address of a registry"
    if name != "postgres":  # it changes to its own user itself
        assert int(one["user"].split(":")[0]) > 0
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]


@pytest.mark.parametrize(("name", "box"), CONTAINERS, ids=[name for name, _ in CONTAINERS])
def test_a_container_of_kubernetes_is_not_root_and_can_write_nothing(name: str, box: dict[str, Any]) -> None:
    rights = box["securityContext"]
    assert rights["readOnlyRootFilesystem"] is True
    assert rights["allowPrivilegeEscalation"] is False
    assert rights["capabilities"]["drop"] == ["ALL"]
    (pod,) = [one["spec"]["template"]["spec"] for one in PODS if one["metadata"]["name"] == name]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert box["resources"]["limits"]["memory"]
    assert {"readinessProbe", "livenessProbe"} <= set(box)


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, one in SERVICES.items() if one.get("ports")] == ["proxy"]
    assert COMPOSE["networks"]["back"]["internal"] is True
    assert {name for name, one in SERVICES.items() if "back" not in one["networks"]} == {"proxy"}
    assert {one["spec"]["podSelector"]["matchLabels"]["part"] for one in named("NetworkPolicy")} == {
        "edge", "engine", "redis"
    }


def test_every_setting_that_is_named_is_one_of_the_programs() -> None:
    named_here = {word for path in DEPLOY.rglob("*") if path.is_file()
                  for word in re.findall(r"SAFEGUARD_[A-Z_]+", path.read_text(encoding="utf-8"))}
    assert named_here <= NAMES


@pytest.mark.parametrize("name", sorted(MINE))
def test_a_part_of_compose_has_the_settings_it_needs(name: str) -> None:
    need = {"SAFEGUARD_STORE_URL", "SAFEGUARD_ENGINE_TOKEN"}
    if name.startswith("edge"):
        need |= {"SAFEGUARD_SECRET", "SAFEGUARD_REDIS_URL", "SAFEGUARD_ENGINE_URLS", "SAFEGUARD_DRAIN",
                 "SAFEGUARD_TRUSTED_PROXY"}
    assert need <= set(KEYS[name])


def test_a_part_of_kubernetes_has_the_settings_it_needs() -> None:
    boxes = dict(CONTAINERS)
    assert {"SAFEGUARD_STORE_URL", "SAFEGUARD_ENGINE_TOKEN"} <= env_of(boxes["engine"])
    assert {"SAFEGUARD_STORE_URL", "SAFEGUARD_ENGINE_TOKEN", "SAFEGUARD_SECRET", "SAFEGUARD_REDIS_URL",
            "SAFEGUARD_ENGINE_URLS", "SAFEGUARD_DRAIN", "SAFEGUARD_TRUSTED_PROXY"} <= env_of(boxes["edge"])
    assert "SAFEGUARD_SECRET" not in env_of(boxes["engine"]), "only edges need it"


def test_the_settings_of_both_can_be_read() -> None:
    (config,) = named("ConfigMap")
    compose = {name: re.sub(r"\$\{\w+:?[?-]?[^}]*\}", "0" * 64, value) for name, value in KEYS["edge-1"].items()}
    for found in (settings.load(config["data"]), settings.load(compose | {"SAFEGUARD_AREA": "unknown"})):
        assert len(found.engines) == 2


def test_the_engines_that_edges_know_are_those_that_run() -> None:
    assert {re.sub(r"https?://([\w-]+):5006", r"\1", url) for url in
            settings.load({"SAFEGUARD_ENGINE_URLS": KEYS["edge-1"]["SAFEGUARD_ENGINE_URLS"]}).engines
            } == {name for name in SERVICES if name.startswith("engine")}
    (config,) = named("ConfigMap")
    (engines,) = named("StatefulSet")
    service = engines["spec"]["serviceName"]
    hosts = [f"http://{engines['metadata']['name']}-{n}.{service}:5006" for n in range(engines["spec"]["replicas"])]
    assert list(settings.load(config["data"]).engines) == hosts


COMMANDS = sorted({tuple(one["command"]) for one in MINE.values()} | {
    tuple(box["command"]) for _, box in CONTAINERS if box["image"] == OURS
})


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_is_one_that_the_program_has(command: tuple[str, ...]) -> None:
    assert command[0] == "python"
    line = [sys.executable, *command[1:], "--help"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [word for word in command[3:] if word.startswith("--") and word not in done.stdout] == []


def test_a_probe_says_no_where_nothing_runs() -> None:
    tests = {tuple(one["healthcheck"]["test"][1:]) for one in MINE.values()}
    tests |= {tuple(box[kind]["exec"]["command"]) for _, box in CONTAINERS for kind in box
              if kind.endswith("Probe") and "exec" in box[kind]}
    assert {test[-1] for test in tests} == {"edge", "engine"}
    for test in tests:
        environment = {"SAFEGUARD_PORT": "9", "SAFEGUARD_ENGINE_PORT": "9", "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, *test[1:]], cwd=ROOT, env=environment, capture_output=True, check=False)
        assert done.returncode == 1


def test_a_load_balancer_asks_whether_an_edge_is_open_and_not_whether_it_is_ready() -> None:
    edge = dict(CONTAINERS)["edge"]
    assert edge["readinessProbe"]["httpGet"]["path"] == "/health/open"
    assert edge["livenessProbe"]["httpGet"]["path"] == "/health/live"
    assert "httpchk GET /health/open" in (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")


def test_closing_fits_into_the_time_that_is_given_for_it() -> None:
    (config,) = named("ConfigMap")
    (edges,) = [one for one in PODS if one["metadata"]["name"] == "edge"]
    given = edges["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert float(config["data"]["SAFEGUARD_DRAIN"]) + 20 < given
    assert float(KEYS["edge-1"]["SAFEGUARD_DRAIN"]) + 20 < int(SERVICES["edge-1"]["stop_grace_period"].rstrip("s"))


@pytest.mark.parametrize("one", OBJECTS, ids=[f"{one['kind']} {one['metadata']['name']}" for one in OBJECTS])
def test_selectors_and_ports_meet(one: dict[str, Any]) -> None:
    assert one["apiVersion"]
    spec = one.get("spec", {})
    wanted = spec.get("selector") or spec.get("podSelector")
    if wanted is None:
        return
    labels = wanted.get("matchLabels", wanted)
    met = [pod for pod in PODS if labels.items() <= pod["spec"]["template"]["metadata"]["labels"].items()]
    assert len(met) == 1
    ports = {port["name"] for box in met[0]["spec"]["template"]["spec"]["containers"] for port in box["ports"]}
    asked = {port["targetPort"] for port in spec.get("ports", [])}
    asked |= {port["port"] for rule in spec.get("ingress", []) for port in rule["ports"]}
    assert asked <= ports


def test_at_least_one_edge_and_one_engine_stay_when_machines_are_emptied() -> None:
    assert {one["metadata"]["name"] for one in named("PodDisruptionBudget")} == {"edge", "engine"}


def test_the_proxy_sends_again_only_what_never_arrived() -> None:
    config = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
    assert set(re.findall(r"retry-on (.*)", config)) == {"conn-failure"}
    assert {line.split()[1] for line in config.splitlines() if line.strip().startswith("server ")} == {
        name for name in SERVICES if name.startswith("edge")
    }


def test_the_image_runs_without_rights_and_starts_nothing_as_root() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    last = [line for line in lines if line.startswith(("USER ", "CMD "))]
    assert last == ["USER 10001", 'CMD ["python", "-m", "bot.edge"]']
    assert "--chown=0:0" in next(line for line in lines if line.startswith("COPY --from"))

#!/usr/bin/env python3
"""Makes a stack for Docker Swarm of what `docker compose config --format json` prints, from standard input to standard output.

A stack knows less than compose does: what it would refuse is taken out here, what it writes otherwise is rewritten, and what is lost is told on standard error.
"""
import json
import re
import sys

NOT_OF_A_SERVICE = {"build", "container_name", "depends_on", "network_mode", "profiles", "restart", "security_opt"}
UNITS = {"": 1, "b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
LOOPBACK = ("127.", "::1", "localhost")


def size_of(text):
    number, unit = re.fullmatch(r"(\d+)([bkmg]?)b?", text.lower()).groups()
    return int(number) * UNITS[unit]


def port_of(port):
    """Address, published port and port in the container, of either spelling; the first of a range, since one published port reaches all silos of a stack."""
    if isinstance(port, dict):
        address, published, target = port.get("host_ip", ""), str(port.get("published", "")), port["target"]
    else:
        parts = port.split("/")[0].rsplit(":", 2)
        address, published, target = [""] * (3 - len(parts)) + parts
    return address, published.split("-")[0], int(target)


def ports_of(name, ports, lost):
    kept = []
    for address, published, target in map(port_of, ports):
        if address.startswith(LOOPBACK):
            lost.append(f"{name}: port {published} is not published: a stack publishes to every address of every node, set DEPLOY_BIND=0.0.0.0 if that is wanted")
        elif published:
            kept.append({"mode": "ingress", "protocol": "tcp", "published": int(published), "target": target})
    return kept


def tmpfs_of(text):
    target, _, options = text.partition(":")
    size = next((option[5:] for option in options.split(",") if option.startswith("size=")), None)
    return {"type": "tmpfs", "target": target, **({"tmpfs": {"size": size_of(size)}} if size else {})}


def volumes_of(service):
    tmpfs = service.pop("tmpfs", [])
    return service.get("volumes", []) + [tmpfs_of(text) for text in ([tmpfs] if isinstance(tmpfs, str) else tmpfs)]


def service_of(name, service, dropped_networks, lost):
    if any("no-new-privileges" in option for option in service.get("security_opt", [])):
        lost.append(f'{name}: no-new-privileges is a setting of the nodes here: "no-new-privileges": true in their /etc/docker/daemon.json')
    kept = {key: value for key, value in service.items() if key not in NOT_OF_A_SERVICE and value is not None}
    kept["ports"] = ports_of(name, kept.get("ports", []), lost)
    kept["volumes"] = volumes_of(kept)
    if "networks" in kept:
        kept["networks"] = [network for network in kept["networks"] if network not in dropped_networks]
    for amounts in kept.get("deploy", {}).get("resources", {}).values():
        amounts.update({key: str(amounts[key]) for key in ("cpus", "memory") if key in amounts})
    return {key: value for key, value in kept.items() if value != []}


def stack_of(project):
    lost = []
    # A network of the one machine: there is nothing to publish to it here.
    dropped = {name for name, network in project.get("networks", {}).items() if (network or {}).get("driver") != "overlay"}
    stack = {"version": "3.13", "services": {name: service_of(name, service, dropped, lost) for name, service in project["services"].items()}}
    for kind in ("networks", "volumes", "secrets"):
        # Names would be those of the project on one machine; a stack gives its own.
        stack[kind] = {
            key: {field: value for field, value in (thing or {}).items() if field != "name" and value not in ({}, None)}
            for key, thing in project.get(kind, {}).items()
            if kind != "networks" or key not in dropped
        }
    return stack, lost


def main():
    stack, lost = stack_of(json.load(sys.stdin))
    for line in sorted(set(lost)):
        print(line, file=sys.stderr)
    json.dump(stack, sys.stdout, indent=1, sort_keys=True)
    print()


main()

#!/usr/bin/env bash
# Would the lab know? Verdicts over many seeds of markets of which the truth is known: real months with random signs on their flow, flow that
# the price does not follow, planted squeezes. Prints how often an edge was found in each.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/lab.sh [-n SEEDS]
  -n SEEDS   seeds of each market (200)
Needs the recorded months in the folder named by SQUEEZEFLOW_SHARED, else ../shared.
TEXT
}

seeds=200
while getopts n:h option; do
  case $option in
    n) seeds=$OPTARG ;;
    h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "$0")/.."
[ -x artifacts/bin/Lab.Tests/release/SqueezeFlow.Lab.Tests ] || dotnet build tests/Lab.Tests -c Release
SQUEEZEFLOW_LAB_SEEDS=$seeds artifacts/bin/Lab.Tests/release/SqueezeFlow.Lab.Tests --filter-class '*EdgeTests' --output Detailed |
  grep -E 'an edge in|passed:|failed:|^failed|succeeded:|  Assert|Range:|Actual:'

#!/usr/bin/env bash
# Two silos in network namespaces of their own: one is cut off from everything, from Redis alone or from the other silo for 5, 20 and 60 s, or stands still for 5 and
# 20 s; then the cut heals. Whoever ends is started again. No order twice, every trade in the bars once, one owner of everything. About 20 minutes in all.
#   bench/cuts.sh [-f PART-OF-A-NAME]       -f stands_still, -f Redis, -f each_other, -f everything
# Needs root (or the right to make network namespaces), iproute2, redis-server, influxd and built system tests. Exit code 1: something was lost or doubled.
set -euo pipefail

filter=''
while getopts "f:h" option; do
  case $option in
    f) filter=$OPTARG ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done

root=$(cd "$(dirname "$0")/.." && pwd)
tests=$root/artifacts/bin/System.Tests/release/SqueezeFlow.System.Tests
[ -x "$tests" ] || { echo "the system tests are not built: run dotnet build tests/System.Tests -c Release" >&2; exit 2; }
exec "$tests" --explicit on --filter-class '*.CutTests' --filter-method "*${filter:+$filter*}" --parallel none --show-live-output on

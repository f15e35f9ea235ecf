#!/usr/bin/env bash
# Silo processes that end again and again under load, on a real redis-server and influxd, with the simulated venues as exchanges. Every stored second is held
# against what the venues traded, each signal that was sent meanwhile against the trades of a bot; lines at the end say what was lost and doubled, and after how
# long every market was read again.
#   bench/chaos.sh [-j: one more joins then] [-a: all are killed at once then] [-n ends] [-k KILL|TERM] [-c silos] [-d redundancy] [-m coins of at most 250, two markets each] [-r trades/s] [-t times] [-l folder that keeps what each process said]
# Needs the built system tests (dotnet build tests/System.Tests -c Release). Exit code 1: something was lost or doubled.
set -euo pipefail

ends=10 signal=KILL silos=3 redundancy=2 coins=20 rate=2000 times=1 joins=0 all=0 logs=''
while getopts "jan:k:c:d:m:r:t:l:h" option; do
  case $option in
    j) joins=1 ;; a) all=1 ;; n) ends=$OPTARG ;; k) signal=$OPTARG ;; c) silos=$OPTARG ;; d) redundancy=$OPTARG ;; m) coins=$OPTARG ;; r) rate=$OPTARG ;; t) times=$OPTARG ;; l) logs=$OPTARG ;;
    *) sed -n '2,7s/^# *//p' "$0"; exit 2 ;;
  esac
done

root=$(cd "$(dirname "$0")/.." && pwd)
tests=$root/artifacts/bin/System.Tests/release/SqueezeFlow.System.Tests
if [ ! -x "$tests" ]; then
  echo "chaos.sh: $tests is not there: dotnet build tests/System.Tests -c Release" >&2
  exit 2
fi

[ -z "$logs" ] || mkdir -p "$logs"
report=$(mktemp)
trap 'rm -f "$report"' EXIT
export SQUEEZEFLOW_TEST_CHAOS_ENDS=$ends SQUEEZEFLOW_TEST_CHAOS_SIGNAL=$signal SQUEEZEFLOW_TEST_CHAOS_SILOS=$silos SQUEEZEFLOW_TEST_CHAOS_REDUNDANCY=$redundancy \
  SQUEEZEFLOW_TEST_CHAOS_SYMBOLS=$coins SQUEEZEFLOW_TEST_CHAOS_RATE=$rate SQUEEZEFLOW_TEST_CHAOS_JOINS=$joins SQUEEZEFLOW_TEST_CHAOS_ALL=$all SQUEEZEFLOW_TEST_CHAOS_REPORT=$report SQUEEZEFLOW_TEST_LOGS=$logs
failed=0
for seed in $(seq 1 "$times"); do
  SQUEEZEFLOW_TEST_CHAOS_SEED=$seed "$tests" --filter-class '*ChaosTests' --output Detailed || failed=1
done

cat "$report"
exit $failed

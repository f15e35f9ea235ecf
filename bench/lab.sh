#!/usr/bin/env bash
# What the lab says: over many seeds of markets of which the truth is known (-n), or over the recorded months (-m), as a table in Markdown.
#   bench/lab.sh [-n seeds of each market, by default 200] [-m]
# Needs the recorded months in the folder named by SQUEEZEFLOW_SHARED, else ../shared; -m needs Node.js.
set -euo pipefail

seeds=200 months=0
while getopts "n:mh" option; do
  case $option in
    n) seeds=$OPTARG ;; m) months=1 ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
root=$(cd "$(dirname "$0")/.." && pwd)
bars=${SQUEEZEFLOW_SHARED:-$root/../shared}/data/bars

if [ "$months" = 0 ]; then
  [ -x "$root/artifacts/bin/Lab.Tests/release/SqueezeFlow.Lab.Tests" ] || dotnet build "$root/tests/Lab.Tests" -c Release
  SQUEEZEFLOW_LAB_SEEDS=$seeds "$root/artifacts/bin/Lab.Tests/release/SqueezeFlow.Lab.Tests" --filter-class '*EdgeTests' --output Detailed |
    grep -E 'an edge in|^failed|succeeded:|Range:|Actual:'
  exit "${PIPESTATUS[0]}"
fi

[ -f "$root/artifacts/bin/Client/release/SqueezeFlow.Client.dll" ] || dotnet build "$root/src/Client" -c Release
while read -r spot perp timeframe; do
  dotnet "$root/artifacts/bin/Client/release/SqueezeFlow.Client.dll" walkforward --json --timeframe "$timeframe" \
    --spot "$bars/spot_$timeframe/BINANCE_$spot.csv.gz" --perp "$bars/perp_1m/BINANCE_FUTURES_$perp.csv.gz" \
    --vary entry.minScore=4..8:0.5 --vary divergence.flowBars=6..20 --vary divergence.flowThresholdShare=0.01..0.2:log \
    --objective net_profit --min-trades 1 --trials 100 --train 10d --test 5d
done <<'MONTHS' | node "$root/bench/tables/lab.mjs"
AVAXUSDT_15m_2025 AVAXUSDT_1m_2025-02 15m
DOTUSDT_15m_2025 DOTUSDT_1m_2025-11 15m
AVAXUSDT_30m_2024-02 AVAXUSDT_1m_2024-02 30m
DOTUSDT_30m_2024-11 DOTUSDT_1m_2024-11 30m
AVAXUSDT_1h_2023-02 AVAXUSDT_1m_2023-02 1h
AVAXUSDT_1h_2023-09 AVAXUSDT_1m_2023-09 1h
LINKUSDT_1h_2023-02 LINKUSDT_1m_2023-02 1h
MONTHS

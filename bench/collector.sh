#!/usr/bin/env bash
# Whole-service measurement: a load generator in a process of its own, the silo live in another, one table row at the end.
#   bench/collector.sh [-e binance|binance_futures|bybit|okx|coinbase] [-r trades/s] [-m markets] [-w warm-up s] [-s window s] [-b build] [-k]
# Markets above 200 are read over several connections, as the venue's limit demands. CPU is that of the silo process in the
# window alone: before it the runtime still compiles what it found to be hot. Exit code 1: the counts do not agree.
set -euo pipefail

exchange=binance rate=50000 markets=50 warmup=30 window=20 silo='' keep=0
while getopts "e:r:m:w:s:b:kh" option; do
  case $option in
    e) exchange=$OPTARG ;; r) rate=$OPTARG ;; m) markets=$OPTARG ;; w) warmup=$OPTARG ;; s) window=$OPTARG ;; b) silo=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,5s/^# *//p' "$0"; exit 2 ;;
  esac
done

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
place_of "$exchange"
whole -s "$window" 10

start_feed "$exchange" "$markets" "$rate" $((warmup + window + 2)) --linger 3
start_silo "$exchange"
watch node "$root/bench/runs/collector.mjs" --pid "$silo_pid" --feedPort "$port" --httpPort "$http" --report "$run/report.json" --exchange "$exchange" \
  --rate "$rate" --markets "$markets" --warmup "$warmup" --window "$window" || { tell_logs; exit 1; }

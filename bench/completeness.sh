#!/usr/bin/env bash
# Proof that nothing is missing: an independent generator plays a venue, drops connections, repeats and swaps frames or refuses REST calls on
# command; the silo reads it live; then every stored bar of every market is compared with what was generated, and what is missing with the gaps.
#   bench/completeness.sh [-e binance|binance_futures|bybit|okx|coinbase] [-r trades/s] [-m markets] [-s seconds] [-w seconds to settle] [-x at:for] [-k] [-- generator options]
#   -x 10:3 kills the silo at second 10 and starts it again on the same folder 3 s later.
#   bench/completeness.sh -e okx -m 50 -w 150 -- --drop-at 10 --drop-for 3 --drop-mode reset
# Exit code 1: something is missing or doubled that no gap tells of.
set -euo pipefail

exchange=binance rate=20000 markets=50 seconds=30 settle=60 keep=0 outage=''
while getopts "e:r:m:s:w:x:kh" option; do
  case $option in
    e) exchange=$OPTARG ;; r) rate=$OPTARG ;; m) markets=$OPTARG ;; s) seconds=$OPTARG ;; w) settle=$OPTARG ;; x) outage=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,7s/^# *//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"

place_of "$exchange"
start_feed "$exchange" "$markets" "$rate" "$seconds" --linger "$settle" "$@"
start_silo "$exchange"
if [ -n "$outage" ]; then
  until curl -fs "http://127.0.0.1:$port/_stats" 2>/dev/null | grep -q '"emitted":[1-9]'; do sleep 0.2; done
  sleep "${outage%:*}"
  kill -9 "$silo_pid"
  wait "$silo_pid" 2>/dev/null || true
  sleep "${outage#*:}"
  start_silo "$exchange"
fi
watch node "$root/bench/runs/completeness.mjs" "$silo_pid" "$port" "$http" "$run/report.json" "$exchange" "$id" "$rate" "$markets" "$seconds" "$settle" "${outage:+killed at $outage }$*" || { tell_logs; exit 1; }

#!/usr/bin/env bash
# A long run: memory, handles, threads and wake-ups at its begin and end, read once a minute; nothing is asked of the service before the end.
#   bench/soak.sh [-d 30m] [-r trades/s] [-m markets] [-e venue] [-w warm-up s] [-p s between readings] [-b build] [-o raw file] [-k] [-- arguments of the silo]
# -d takes s, m or h. Exit code 1: the counts do not agree.
set -euo pipefail

exchange=bybit rate=2000 markets=500 duration=30m warmup=60 pace=60 silo='' out='' keep=0
while getopts "e:r:m:d:w:p:b:o:kh" option; do
  case $option in
    e) exchange=$OPTARG ;; r) rate=$OPTARG ;; m) markets=$OPTARG ;; d) duration=$OPTARG ;; w) warmup=$OPTARG ;; p) pace=$OPTARG ;;
    b) silo=$OPTARG ;; o) out=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[[ $duration =~ ^([0-9]+)([smh]?)$ ]] || { echo "-d: expected a time such as 90s, 30m or 2h, found '$duration'" >&2; exit 2; }
case ${BASH_REMATCH[2]} in h) unit=3600 ;; m) unit=60 ;; *) unit=1 ;; esac
window=$((BASH_REMATCH[1] * unit))

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
place_of "$exchange"
for value in "$rate" "$markets" "$pace"; do whole 'rate, markets and pace' "$value" 1; done
whole -w "$warmup" 0
whole -d "$window" $((3 * pace))

start_feed "$exchange" "$markets" "$rate" $((warmup + window + 10)) --linger 120
start_silo "$exchange" "$@"
watch node "$root/bench/runs/soak.mjs" --pid "$silo_pid" --feedPort "$port" --httpPort "$http" --report "$run/report.json" --exchange "$exchange" --rate "$rate" \
  --markets "$markets" --warmup "$warmup" --window "$window" --pace "$pace" --out "${out:-$root/artifacts/bench/soak.jsonl}" --session "$(date -u +%FT%TZ)" \
  || { tell_logs; exit 1; }

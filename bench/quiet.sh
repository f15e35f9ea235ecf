#!/usr/bin/env bash
# What the service costs when little happens: CPU by groups of threads, context switches, memory, threads, handles and the age of trades,
# for each rate and number of markets, against an independent generator. One row a case, medians of the rounds; raw JSON lines in a file.
#   bench/quiet.sh [-e venue] [-r "0 1000 10000"] [-m "50 500 5000"] [-w warm-up s] [-s window s] [-a s of sampled ages] [-n rounds]
#                  [-t s of trades before a rate of 0] [-b build]... [-l label]... [-o raw file] [-k] [-- arguments of the silo]
#   -e  binance, binance_futures, bybit (default), okx, coinbase
#   -b  folder or .dll of the silo; given twice, builds alternate in each round: -b before -b after. Each -l names one of them.
#   -t  without it markets that never traded are silent; with it every market trades at 2,000/s in all for so long, then is silent
# The window begins -w seconds after all markets are subscribed; nothing is asked of the service in it. Exit code 1: the counts do not agree.
set -euo pipefail

exchange=bybit rates='0 1000 10000' sizes='50 500 5000' warmup=30 window=30 ages=10 rounds=1 trades=0 out='' keep=0 builds=() labels=()
while getopts "e:r:m:w:s:a:n:t:b:l:o:kh" option; do
  case $option in
    e) exchange=$OPTARG ;; r) rates=$OPTARG ;; m) sizes=$OPTARG ;; w) warmup=$OPTARG ;; s) window=$OPTARG ;; a) ages=$OPTARG ;; n) rounds=$OPTARG ;;
    t) trades=$OPTARG ;; b) builds+=("$OPTARG") ;; l) labels+=("$OPTARG") ;; o) out=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
silo=${builds[0]:-}

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
place_of "$exchange"
for value in "$warmup" "$ages" "$trades"; do whole 'a time' "$value" 0; done
whole -s "$window" 5
whole -n "$rounds" 1
for value in $rates; do whole -r "$value" 0; done
for value in $sizes; do whole -m "$value" 1; done
[ ${#builds[@]} -gt 0 ] || builds=('')
out=${out:-$root/artifacts/bench/quiet.jsonl}
session=$(date -u +%FT%TZ)-$$ failed=0

one_case() {
  local build=$1 label=$2 rate=$3 markets=$4 seconds=$((warmup + window + ages + 10))
  shift 4
  choose_silo "$build"
  new_run
  if [ "$rate" = 0 ] && [ "$trades" -gt 0 ]; then
    start_feed "$exchange" "$markets" 2000 "$trades" --linger $((seconds + 600))
    seconds=$((warmup + trades))
  else
    start_feed "$exchange" "$markets" "$rate" "$seconds" --linger 120
    seconds=$warmup
  fi
  start_silo "$exchange" "$@"
  watch node "$root/bench/runs/quiet.mjs" --pid "$silo_pid" --feedPort "$port" --httpPort "$http" --report "$run/report.json" --build "$label" --exchange "$exchange" \
    --rate "$rate" --markets "$markets" --warmup "$seconds" --window "$window" --ages "$ages" --trades "$trades" --session "$session" --out "$out" || { tell_logs; failed=1; }
  end_run
}

for _ in $(seq "$rounds"); do
  for markets in $sizes; do
    for rate in $rates; do
      for at in "${!builds[@]}"; do
        one_case "${builds[$at]}" "${labels[$at]:-${builds[$at]:-Release}}" "$rate" "$markets" "$@"
      done
    done
  done
done
node "$root/bench/tables/quiet.mjs" --out "$out" --session "$session"
exit $failed

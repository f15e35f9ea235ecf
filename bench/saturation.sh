#!/usr/bin/env bash
# The highest rate at which the age of trades does not grow, with the generator on the same machine; or the longest age in the first seconds of a rate.
#   bench/saturation.sh [-e venue] [-m markets] [-f from] [-t to] [-p step] [-w warm-up s] [-s window s] [-g ms/s] [-b build] [-l label] [-o raw file] [-k] [-- arguments of the silo]
#   bench/saturation.sh -r 300000 [-n rounds] ...      the whole rate from the first second: ages every 100 ms from the first trade on, counts compared at the end
# Rates go up by -p until the age grows by more than -g (20) ms a second, or its median is above 1 s, or the generator itself falls behind;
# then half a step back is tried once. Each rate is a new process on a new folder. Ages: the reader's own figure (receive time minus the trade's
# time), and the counters of readers and grains against what had been generated at that moment (-c reader leaves the grains unasked: their answer is long).
set -euo pipefail

exchange=bybit markets=50 from=200000 to=1000000 step=100000 warmup=30 window=15 growth=20 burst=0 rounds=1 silo='' label='' out='' check=grains keep=0
while getopts "e:m:f:t:p:w:s:g:r:n:b:l:c:o:kh" option; do
  case $option in
    e) exchange=$OPTARG ;; m) markets=$OPTARG ;; f) from=$OPTARG ;; t) to=$OPTARG ;; p) step=$OPTARG ;; w) warmup=$OPTARG ;; s) window=$OPTARG ;;
    g) growth=$OPTARG ;; r) burst=$OPTARG ;; n) rounds=$OPTARG ;; b) silo=$OPTARG ;; l) label=$OPTARG ;; c) check=$OPTARG ;; o) out=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
place_of "$exchange"
for value in "$markets" "$from" "$to" "$step" "$rounds" "$growth"; do whole 'markets, rates, rounds and growth' "$value" 1; done
for value in "$warmup" "$burst"; do whole 'warm-up and -r' "$value" 0; done
whole -s "$window" 5
out=${out:-$root/artifacts/bench/saturation.jsonl} label=${label:-${silo:-Release}}
session=$(date -u +%FT%TZ)-$$ failed=0

# Plays a rate; verdict is what came of it.
try_rate() {
  local mode=$1 rate=$2 seconds pace=250
  shift 2
  new_run
  if [ "$mode" = burst ]; then seconds=$window pace=100; else seconds=$((warmup + window + 20)); fi
  start_feed "$exchange" "$markets" "$rate" "$seconds" --linger 120
  start_silo "$exchange" "$@"
  watch node "$root/bench/runs/saturation.mjs" --mode "$mode" --pid "$silo_pid" --feedPort "$port" --httpPort "$http" --report "$run/report.json" --build "$label" \
    --exchange "$exchange" --markets "$markets" --rate "$rate" --warmup "$warmup" --window "$window" --growth "$growth" --pace "$pace" --verify "$check" \
    --session "$session" --out "$out" >"$run/verdict" || { tell_logs; echo failed >"$run/verdict"; failed=1; }
  verdict=$(cat "$run/verdict")
  end_run
}

if [ "$burst" -gt 0 ]; then
  for _ in $(seq "$rounds"); do
    try_rate burst "$burst" "$@"
    [ "$verdict" = exact ] || failed=1
  done
else
  for rate in $(seq "$from" "$step" "$to"); do
    try_rate steady "$rate" "$@"
    [ "$verdict" = steady ] || break
  done
  if [ "$verdict" != steady ] && [ $((rate - step / 2)) -gt 0 ]; then try_rate steady $((rate - step / 2)) "$@"; fi
fi
[ -s "$out" ] && node "$root/bench/tables/saturation.mjs" --out "$out" --session "$session"
exit $failed

#!/usr/bin/env bash
# Measures any collector from outside, beside ours: CPU of its whole tree of processes, memory and context switches under the same generated load.
#   bench/compare.sh [-e venue] [-r trades/s] [-m markets] [-w warm-up s] [-s window s] [-n rounds] [--ours [build]]...
#                    [-l label] [-f FORMAT] [-p streams] [-v NAME=TEMPLATE]... [-o raw file] [-k] [-- command of the peer...]
#   --ours       the silo of this repository; a folder or .dll of another build may follow. May be given several times.
#   -- command   the peer. In its words and in -v templates these are replaced:
#                  {ws} stream address   {rest} REST address   {host} host:port of the generator   {port} its port   {exchange} the venue's dialect
#                  {symbols} the venue's market names, comma separated   {markets} the same, each written by -f   {list} a file of {symbols}, one a line
#                  {http} a free port for the peer's own use   {dir} an empty folder, which is also its working directory
#   -v           an environment variable of the peer: -v 'WS_URL={ws}'
#   -f           how {markets} writes a market, default {symbol}: -f 'BYBIT:{symbol}'
#   -p           subscribed streams at which the load begins, default the number of markets (of the peer; a peer may open several a market)
#   -l           what the peer is called in the table, default peer
# With several candidates (or -n) they alternate, round by round, each in a new process on a new folder. The table has the medians of the rounds.
#   bench/compare.sh -e bybit -r 50000 -m 50 -n 3 --ours -v 'WS_URL={ws}' -f 'BYBIT:{symbol}' -v 'PAIRS={markets}' -- node /path/to/peer/index.js
set -euo pipefail

usage() { sed -n '2,17s/^# \{0,1\}//p' "$0"; exit 2; }
exchange=bybit rate=50000 markets=50 warmup=30 window=30 rounds=1 label=peer format='{symbol}' streams='' out='' keep=0 templates=() ours=()
while [ $# -gt 0 ]; do
  case $1 in
    --ours) if [ $# -gt 1 ] && [[ $2 != -* ]]; then ours+=("$2"); shift; else ours+=(''); fi; shift; continue ;;
    -k) keep=1; shift; continue ;;
    --) shift; break ;;
    -[ermwsnlfpvo]) [ $# -gt 1 ] || { echo "$1: a value is missing" >&2; exit 2; } ;;
    *) usage ;;
  esac
  case $1 in
    -e) exchange=$2 ;; -r) rate=$2 ;; -m) markets=$2 ;; -w) warmup=$2 ;; -s) window=$2 ;; -n) rounds=$2 ;; -l) label=$2 ;; -f) format=$2 ;;
    -p) streams=$2 ;; -o) out=$2 ;;
    -v) [[ $2 =~ ^[A-Za-z_][A-Za-z0-9_]*= ]] || { echo "-v: expected NAME=TEMPLATE, found '$2'" >&2; exit 2; }; templates+=("$2") ;;
  esac
  shift 2
done
peer=("$@")
[ ${#ours[@]} -gt 0 ] || [ ${#peer[@]} -gt 0 ] || { echo "nothing to measure: give --ours, a command after --, or both" >&2; exit 2; }
silo=${ours[0]:-}
# Without --ours no build of ours is needed: whatever file stands for it is never started.
if [ ${#ours[@]} -eq 0 ]; then silo=$0; fi

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
place_of "$exchange"
for value in "$markets" "$rounds" "$window" "${streams:-1}"; do whole 'markets, rounds, window and streams' "$value" 1; done
for value in "$rate" "$warmup"; do whole 'rate and warm-up' "$value" 0; done
out=${out:-$root/artifacts/bench/compare.jsonl}
session=$(date -u +%FT%TZ)-$$ failed=0

expand() {
  local text=$1
  text=${text//'{ws}'/"ws://127.0.0.1:$port/$exchange$path"}; text=${text//'{rest}'/"http://127.0.0.1:$port/$exchange"}
  text=${text//'{host}'/"127.0.0.1:$port"}; text=${text//'{port}'/"$port"}; text=${text//'{http}'/"$http"}; text=${text//'{exchange}'/"$exchange"}
  text=${text//'{symbols}'/"$symbols"}; text=${text//'{markets}'/"$written"}; text=${text//'{list}'/"$run/symbols.txt"}
  printf '%s' "${text//'{dir}'/"$run/dir"}"
}

# Starts the peer in a session of its own, so that whatever it starts can be counted and ended: silo_pid.
start_peer() {
  node "$root/bench/lib/symbols.mjs" --feedPort "$port" --exchange "$exchange" >"$run/symbols.txt"
  symbols=$(paste -sd, "$run/symbols.txt")
  written=$(while read -r symbol; do printf '%s\n' "${format//'{symbol}'/"$symbol"}"; done <"$run/symbols.txt" | paste -sd,)
  local words=() settings=() word
  for word in "${peer[@]}"; do words+=("$(expand "$word")"); done
  for word in "${templates[@]}"; do settings+=("$(expand "$word")"); done
  mkdir "$run/dir"
  (cd "$run/dir" && exec env "${settings[@]}" setsid "${words[@]}" >>"$run/silo.out" 2>>"$run/silo.log") &
  silo_pid=$!
}

measure() {
  local name=$1 wanted=$2
  watch node "$root/bench/runs/compare.mjs" --pid "$silo_pid" --feedPort "$port" --report "$run/report.json" --label "$name" --exchange "$exchange" --markets "$markets" \
    --rate "$rate" --streams "$wanted" --warmup "$warmup" --window "$window" --patience "${BENCH_PATIENCE:-300}" --session "$session" --out "$out" || { tell_logs; failed=1; }
  end_run
}

for _ in $(seq "$rounds"); do
  for build in "${ours[@]}"; do
    choose_silo "$build"
    new_run
    start_feed "$exchange" "$markets" "$rate" $((warmup + window + 60))
    start_silo "$exchange"
    measure "ours${build:+ $build}" "$markets"
  done
  if [ ${#peer[@]} -gt 0 ]; then
    new_run
    start_feed "$exchange" "$markets" "$rate" $((warmup + window + 60)) ${streams:+--wait-subs "$streams"}
    start_peer
    measure "$label" "${streams:-$markets}"
  fi
done
[ -s "$out" ] && node "$root/bench/tables/compare.mjs" --out "$out" --session "$session"
exit $failed

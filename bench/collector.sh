#!/usr/bin/env bash
# Whole-service measurement: a load generator in a process of its own, the silo live in another, one table row at the end.
#   bench/collector.sh [-e binance|binance_futures] [-r trades/s] [-m markets] [-w warm-up s] [-s window s] [-k]
# Markets above 200 are read over several connections, as the venue's limit demands. CPU is that of the silo process in the
# window alone: before it the runtime still compiles what it found to be hot. Exit code 1: the counts do not agree.
set -euo pipefail

exchange=binance rate=50000 markets=50 warmup=30 window=20 keep=0
while getopts "e:r:m:w:s:kh" option; do
  case $option in
    e) exchange=$OPTARG ;; r) rate=$OPTARG ;; m) markets=$OPTARG ;; w) warmup=$OPTARG ;; s) window=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,5s/^# *//p' "$0"; exit 2 ;;
  esac
done
[ "$window" -ge 10 ] || { echo "expected a window of at least 10 s, found $window" >&2; exit 2; }
seconds=$((warmup + window + 2))

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"

(cd "$work/feed" && exec node feed.mjs --port "$port" --exchange "$exchange" --symbols "$markets" --rate "$rate" --seconds "$seconds" \
  --wait-subs "$markets" --wait-timeout 120 --linger 3 --report "$work/report.json" >"$work/feed.log" 2>&1) &
feed_pid=$!

ws=ws://127.0.0.1:$port/$exchange rest=http://127.0.0.1:$port/$exchange
if [ "$exchange" = binance ]; then
  id=BINANCE addresses=("--Exchanges:BINANCE:Stream=$ws/ws" "--Exchanges:BINANCE:Rest=$rest")
else
  id=BINANCE_FUTURES addresses=("--Exchanges:$id:Stream=$ws/market/ws" "--Exchanges:$id:Rest=$rest")
fi
dotnet "$silo" run "${addresses[@]}" "--Feeds:Exchanges=$id" '--Feeds:Markets=*' "--Data:Directory=$work/data" \
  "--Http:Url=http://127.0.0.1:$http" --Strategy:LookbackHours=4 --Execution:AllowLive=false >"$work/silo.out" 2>"$work/silo.log" &
silo_pid=$!
# shellcheck source=/dev/null
node "$root/bench/collector.mjs" "$silo_pid" "$port" "$http" "$work/report.json" "$exchange" "$rate" "$markets" "$warmup" "$window" || {
  code=$?
  echo "--- end of the silo's log" >&2; tail -15 "$work/silo.log" >&2
  echo "--- end of the generator's log" >&2; tail -5 "$work/feed.log" >&2
  exit $code
}

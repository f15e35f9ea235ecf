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

root=$(cd "$(dirname "$0")/.." && pwd)
shared=${SQUEEZEFLOW_SHARED:-$root/../shared}
feed=$shared/tools/feed
[ -f "$feed/feed.mjs" ] || { echo "the load generator is missing: expected $feed/feed.mjs; set SQUEEZEFLOW_SHARED to the folder that holds tools/feed" >&2; exit 2; }
command -v node >/dev/null || { echo "node is missing: the load generator needs Node.js 18 or later" >&2; exit 2; }
silo=${SILO_DLL:-$root/artifacts/bin/Silo/release/SqueezeFlow.Silo.dll}
[ -f "$silo" ] || { echo "the silo is not built: run dotnet build src/Silo -c Release, or set SILO_DLL" >&2; exit 2; }

work=$(mktemp -d)
feed_pid='' silo_pid=''
finish() {
  for pid in $silo_pid $feed_pid; do
    kill "$pid" 2>/dev/null || continue
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null || true
  done
  if [ "$keep" = 1 ]; then echo "kept: $work" >&2; else rm -rf "$work"; fi
}
trap finish EXIT

mkdir "$work/feed"
cp "$feed"/*.mjs "$feed/package.json" "$work/feed/"
(cd "$work/feed" && npm install --no-audit --no-fund --silent)
free_port() { node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
port=$(free_port) http=$(free_port)

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

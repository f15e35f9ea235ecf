#!/usr/bin/env bash
# What several silos on one machine cost: CPU of each and of all a trade, what crosses between them and what that costs, ages, memory, threads, handles; with a
# Redis and an influxd of the script's own. At the end the sums of each market in the database are compared with what was generated.
#   bench/cluster.sh [-n "1 2 3"] [-e venue] [-r "10000"] [-m markets] [-w warm-up s] [-s window s] [-b build] [-o raw file] [-k] [-- arguments of the silos]
#   bench/cluster.sh --soak 1h [-n 3] [-r 2000] [-m 500] [-p s between readings] ...      a long run: a line a reading, slopes at the end
# -n  numbers of silos, one run each; 0 stands for one process without Redis
# -r  rates, trades/s in all; each with every number of silos
# What a batch from one silo to another costs is the CPU beyond that of one silo in the same session, by the batches that crossed: it holds all that several silos
# do besides. Exit code 1: the counts do not agree, or a silo did not stop well.
set -euo pipefail

usage() { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2; }
exchange=bybit rates='' markets=500 warmup=20 window=20 counts='' soak='' pace=60 silo='' out='' keep=0
while [ $# -gt 0 ]; do
  case $1 in
    -k) keep=1; shift; continue ;;
    --) shift; break ;;
    -[nermwsbop] | --soak) [ $# -gt 1 ] || { echo "$1: a value is missing" >&2; exit 2; } ;;
    *) usage ;;
  esac
  case $1 in
    -n) counts=$2 ;; -e) exchange=$2 ;; -r) rates=$2 ;; -m) markets=$2 ;; -w) warmup=$2 ;; -s) window=$2 ;; -b) silo=$2 ;; -o) out=$2 ;; -p) pace=$2 ;; --soak) soak=$2 ;;
  esac
  shift 2
done
if [ -n "$soak" ]; then
  [[ $soak =~ ^([0-9]+)([smh]?)$ ]] || { echo "--soak: expected a time such as 90s, 30m or 1h, found '$soak'" >&2; exit 2; }
  case ${BASH_REMATCH[2]} in h) unit=3600 ;; m) unit=60 ;; *) unit=1 ;; esac
  window=$((BASH_REMATCH[1] * unit))
fi

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
# shellcheck source=bench/database-stage.sh
. "$(dirname "$0")/database-stage.sh"
# shellcheck source=bench/cluster-stage.sh
. "$(dirname "$0")/cluster-stage.sh"
place_of "$exchange"
counts=${counts:-$([ -n "$soak" ] && echo 3 || echo '1 2 3')} rates=${rates:-$([ -n "$soak" ] && echo 2000 || echo 10000)}
for value in $counts $warmup; do whole 'numbers of silos and warm-up' "$value" 0; done
for value in $rates $markets $pace; do whole 'rates, markets and pace' "$value" 1; done
if [ -n "$soak" ]; then whole --soak "$window" $((3 * pace)); else whole -s "$window" 5; fi
out=${out:-$root/artifacts/bench/cluster.jsonl}
session=$(date -u +%FT%TZ)-$$ failed=0

one_case() {
  local count=$1 rate=$2 program=cluster
  shift 2
  new_run
  start_influx
  start_redis
  start_feed "$exchange" "$markets" "$rate" $((warmup + window + 10)) --linger 20
  until curl -fs "http://127.0.0.1:$port/_stats" >/dev/null; do kill -0 "$feed_pid" || { tell_logs; exit 1; }; sleep 0.2; done
  start_silos "$count" "$exchange" "$@"
  [ -z "$soak" ] || program=cluster-soak
  if watch node "$root/bench/runs/$program.mjs" --pids "${silo_pid// /,}" --httpPorts "$(IFS=,; echo "${silo_ports[*]}")" --influxPid "$(cat "$run/influx/pid")" --redisPid "$redis_pid" \
    --feedPort "$port" --report "$run/report.json" --silos "$count" --exchange "$exchange" --rate "$rate" --markets "$markets" --warmup "$warmup" --window "$window" --pace "$pace" \
    --session "$session" --out "$out"; then
    # What the database holds when all silos have gone is what there is.
    stop_silos || { tell_silos; failed=1; }
    node "$work/feed/verify-influx.mjs" --report "$run/report.json" --url "http://127.0.0.1:$influx_port" --db "$database" --rp aggr_1s --measurement trades_1s --side generated --json \
      >"$run/stored.json" || failed=1
    node "$root/bench/runs/cluster-stored.mjs" --stored "$run/stored.json" --silos "$count" --rate "$rate" --session "$session" --out "$out"
  else
    tell_silos
    failed=1
  fi
  end_run
  # shellcheck disable=SC2046,SC2086 # several
  end $others $(cat "$run/influx/pid")
  others=''
}

for rate in $rates; do
  for count in $counts; do
    one_case "$count" "$rate" "$@"
  done
done
[ -n "$soak" ] || node "$root/bench/tables/cluster.mjs" --out "$out" --session "$session"
exit $failed

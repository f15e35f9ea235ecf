#!/usr/bin/env bash
# Proof that nothing is missing in InfluxDB: the generator plays a venue, the silo stores in an influxd of the script's own, which is frozen or killed across
# writes; the silo too, if asked. At the end every market's sums in the database are compared with what was generated.
#   bench/database.sh [-e venue] [-r trades/s] [-m markets] [-s seconds] [-o at:for] [-f freeze|kill] [-x at:for] [-w seconds to settle] [-k] [-- generator options]
#   -o 20:20   takes the database away at second 20 for 20 s; -f how (freeze: SIGSTOP, the default; kill: -9)
#   -x 20:4    kills the silo at second 20 and starts it again 4 s later; then a difference must lie inside the listed gaps
# Exit code 1: something is missing or doubled that no gap tells of.
set -euo pipefail

exchange=bybit rate=5000 markets=50 seconds=55 settle=60 keep=0 outage='' how=freeze crash=''
while getopts "e:r:m:s:w:o:f:x:kh" option; do
  case $option in
    e) exchange=$OPTARG ;; r) rate=$OPTARG ;; m) markets=$OPTARG ;; s) seconds=$OPTARG ;; w) settle=$OPTARG ;; o) outage=$OPTARG ;; f) how=$OPTARG ;; x) crash=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
case $how in freeze | kill) ;; *) echo "-f: expected freeze or kill, found '$how'" >&2; exit 2 ;; esac

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
# shellcheck source=bench/database-stage.sh
. "$(dirname "$0")/database-stage.sh"

place_of "$exchange"
start_influx
start_feed "$exchange" "$markets" "$rate" "$seconds" --linger "$settle" "$@"
start_silo "$exchange" "${silo_database[@]}"
until curl -fs "http://127.0.0.1:$port/_stats" 2>/dev/null | grep -q '"emitted":[1-9]'; do
  kill -0 "$silo_pid" 2>/dev/null || { tell_logs; exit 1; }
  sleep 0.2
done
began=$SECONDS
at_second() { local left=$((began + $1 - SECONDS)); [ "$left" -le 0 ] || sleep "$left"; }
if [ -n "$outage" ]; then
  (at_second "${outage%:*}"; take_influx_away "${outage#*:}" "$how") &
  others="$others $!"
  outage_pid=$!
fi
if [ -n "$crash" ]; then
  at_second "${crash%:*}"
  killed_at=$(date +%s%3N)
  kill -9 "$silo_pid"
  wait "$silo_pid" 2>/dev/null || true
  sleep "${crash#*:}"
  start_silo "$exchange" "${silo_database[@]}"
fi
[ -z "$outage" ] || wait "$outage_pid" || true
watch node "$root/bench/runs/completeness.mjs" "$silo_pid" "$port" "$http" "$run/report.json" "$exchange" "$id" "$rate" "$markets" "$seconds" "$settle" \
  "${crash:+killed at $crash }${outage:+database away at $outage ($how) }$*" || { tell_logs; exit 1; }

[ -z "$crash" ] || watch node "$root/bench/runs/kill-gaps.mjs" --httpPort "$http" --killedAt "$killed_at"

# The silo gone, the database alone: what it holds is what there is.
kill -TERM "$silo_pid"
wait "$silo_pid" 2>/dev/null || true
silo_pid=''
node "$work/feed/verify-influx.mjs" --report "$run/report.json" --url "http://127.0.0.1:$influx_port" --db "$database" --rp aggr_1s --measurement trades_1s \
  --side generated || [ -n "$crash" ]

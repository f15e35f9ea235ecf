#!/usr/bin/env bash
# What the stores cost: a million one-second rows written and acknowledged, bytes a row, the 48 hours of 1, 50 and 500 symbols, and a /historical of a million
# rows with the memory that it takes; SQLite first, then an influxd of the script's own, which is away for a time that stands for ten minutes.
#   bench/storage.sh [-n rows] [-k]
set -euo pipefail

rows=1000000 keep=0
while getopts "n:kh" option; do
  case $option in
    n) rows=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
# shellcheck source=bench/database-stage.sh
. "$(dirname "$0")/database-stage.sh"
figures=$root/artifacts/bin/Benchmarks/release/SqueezeFlow.Benchmarks.dll
[ -f "$figures" ] || { echo "the benchmarks are not built: run dotnet build tests/Benchmarks -c Release" >&2; exit 2; }
whole -n "$rows" 50

echo "SQLite"
dotnet "$figures" storage --Points "$rows"
start_influx
echo "InfluxDB $(influxd version | cut -d' ' -f2)"
dotnet "$figures" storage --Points "$rows" --InfluxPid "$(cat "$run/influx/pid")" "${silo_database[@]}"
sleep 12
echo "influxd's folder, bytes per row of everything: $(($(du -sb "$run/influx/data" "$run/influx/wal" | awk '{ sum += $1 } END { print sum }') / (rows + 1752000)))"

"${silo_command[@]}" run --Feeds:Enabled=false "--Data:Directory=$run/data" "--Http:Url=http://127.0.0.1:$http" --Http:MaxRows=2000000 "${silo_database[@]}" >>"$run/silo.out" 2>>"$run/silo.log" &
silo_pid=$!
until curl -fs "http://127.0.0.1:$http/health/ready" >/dev/null; do
  kill -0 "$silo_pid" 2>/dev/null || { tell_logs; exit 1; }
  sleep 0.2
done
memory() { awk "/^$1:/ { print int(\$2 / 1024) }" "/proc/$silo_pid/status"; }
end=$(($(date +%s) * 1000)) start=$((($(date +%s) - rows / 50 - 1200) * 1000))
markets=$(seq -f 'BYBIT:SECONDS%gUSDT' -s + 0 49)
before=$(memory VmRSS)
curl -fs -o "$run/historical.json" -w 'historical: %{time_total} s, first byte after %{time_starttransfer} s, %{size_download} bytes\n' "http://127.0.0.1:$http/historical/$start/$end/1000/$markets"
echo "  rows $(grep -o '\],\[' "$run/historical.json" | wc -l | awk '{ print $1 + 1 }'), RSS before $before MB, most $(memory VmHWM) MB"

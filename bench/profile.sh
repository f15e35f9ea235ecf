#!/usr/bin/env bash
# Where the service's CPU goes: samples of stacks by perf while an independent generator plays a venue, grouped by cause and by thread.
#   bench/profile.sh [-x cpu|wake] [-e venue] [-r trades/s] [-m markets] [-w warm-up s] [-s s of samples] [-f samples/s] [-b build] [-t top] [-o folder] [-k] [-- arguments of the silo]
#   -r 0 subscribes everybody and trades nothing. -o keeps the table and the folded stacks (for flame graphs) there.
# -x wake counts, instead of CPU, how often each thread of the service is woken, and by what: all wake-ups, not samples; needs root.
# Needs perf (Debian: apt install linux-perf; else linux-tools) and the right to use it (root, or kernel.perf_event_paranoid <= 1).
# The runtime writes its symbols for perf (DOTNET_PerfMapEnabled) and keeps code in plain memory (no W^X): shares hold, absolute CPU is quiet.sh's.
set -euo pipefail

exchange=bybit rate=1000 markets=50 warmup=60 window=20 frequency=999 top=40 kind=cpu silo='' folder='' keep=0
while getopts "x:e:r:m:w:s:f:b:t:o:kh" option; do
  case $option in
    x) kind=$OPTARG ;;
    e) exchange=$OPTARG ;; r) rate=$OPTARG ;; m) markets=$OPTARG ;; w) warmup=$OPTARG ;; s) window=$OPTARG ;; f) frequency=$OPTARG ;;
    b) silo=$OPTARG ;; t) top=$OPTARG ;; o) folder=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
case $kind in
  cpu) events=(-F "$frequency") whom=() fields=comm,tid,period,ip,sym,dso ;;
  wake) events=(-e sched:sched_waking -c 1) whom=(-a) fields=comm,tid,period,trace,ip,sym,dso ;;
  *) echo "-x: expected cpu or wake, found '$kind'" >&2; exit 2 ;;
esac
command -v perf >/dev/null || { echo "perf is missing: install it (Debian: apt install linux-perf, Ubuntu: apt install linux-tools-generic) and run again" >&2; exit 3; }
perf record -q "${events[@]}" "${whom[@]}" -g -o /dev/null -- true >/dev/null 2>&1 || {
  echo "perf may not take samples here: run as root or set kernel.perf_event_paranoid to 1 (it is $(cat /proc/sys/kernel/perf_event_paranoid))" >&2; exit 3; }

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
place_of "$exchange"
for value in "$rate" "$warmup"; do whole 'rate and warm-up' "$value" 0; done
for value in "$markets" "$window" "$frequency" "$top"; do whole 'markets, samples and top' "$value" 1; done

start_feed "$exchange" "$markets" "$rate" $((warmup + window + 60)) --linger 5
export DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0
start_silo "$exchange" "$@"
unset DOTNET_PerfMapEnabled DOTNET_EnableWriteXorExecute
map=/tmp/perf-$silo_pid.map
trap 'rm -f "$map" "${map/perf-/perfinfo-}"; finish' EXIT
watch node "$root/bench/runs/profile-wait.mjs" --pid "$silo_pid" --feedPort "$port" --markets "$markets" --warmup "$warmup" || { tell_logs; exit 1; }
load=$(cut -d' ' -f1 /proc/loadavg)
[ "$kind" = wake ] || whom=(-p "$silo_pid")
watch perf record -q "${events[@]}" "${whom[@]}" -g -o "$run/perf.data" -- sleep "$window" 2>"$run/perf.log" || { cat "$run/perf.log" >&2; exit 1; }
ls "/proc/$silo_pid/task" >"$run/threads.txt"
[ -s "$map" ] || { echo "the runtime has written no symbols: expected $map" >&2; exit 1; }
perf script -i "$run/perf.data" -F "$fields" 2>>"$run/perf.log" >"$run/stacks.txt"
end_run
folder=${folder:-$run}
mkdir -p "$folder"
{
  echo "$exchange, $rate trades/s, $markets markets, $window s after $warmup s, load $load"
  node "$root/bench/runs/profile.mjs" --kind "$kind" --stacks "$run/stacks.txt" --threads "$run/threads.txt" --frequency "$frequency" --seconds "$window" --top "$top" --folder "$folder"
} | tee "$folder/profile.md"

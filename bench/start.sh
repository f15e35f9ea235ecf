#!/usr/bin/env bash
# Time from the start of the process to ready, asked every 10 ms; each run on a new folder. Medians, with the least and the most.
#   bench/start.sh [-n runs] [-c "demo"] [-b build]... [-l label]... [-q s to wait at most] [-o raw file] [-k] [-- arguments of the silo]
# -b folder, .dll or program; given twice, builds alternate: -b before -b after. -c is the silo's command, by default demo.
set -euo pipefail

rounds=7 command=demo limit=60 out='' keep=0 builds=() labels=()
while getopts "n:c:b:l:q:o:kh" option; do
  case $option in
    n) rounds=$OPTARG ;; c) command=$OPTARG ;; b) builds+=("$OPTARG") ;; l) labels+=("$OPTARG") ;; q) limit=$OPTARG ;; o) out=$OPTARG ;; k) keep=1 ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
silo=${builds[0]:-}

# shellcheck source=bench/stage.sh
. "$(dirname "$0")/stage.sh"
whole -n "$rounds" 1
whole -q "$limit" 1
[ ${#builds[@]} -gt 0 ] || builds=('')
out=${out:-$root/artifacts/bench/start.jsonl}
session=$(date -u +%FT%TZ)-$$ failed=0

for _ in $(seq "$rounds"); do
  for at in "${!builds[@]}"; do
    choose_silo "${builds[$at]}"
    new_run
    begun=$(date +%s%3N)
    # shellcheck disable=SC2086 # a command may have arguments
    "${silo_command[@]}" $command "--Data:Directory=$run/data" "--Http:Url=http://127.0.0.1:$http" "$@" >"$run/silo.out" 2>"$run/silo.log" &
    silo_pid=$!
    watch node "$root/bench/runs/start.mjs" --pid "$silo_pid" --httpPort "$http" --begun "$begun" --limit "$limit" --build "${labels[$at]:-${builds[$at]:-Release}}" \
      --command "$command" --session "$session" --out "$out" || { tail -15 "$run/silo.log" >&2; failed=1; }
    end_run
  done
done
node "$root/bench/tables/start.mjs" --out "$out" --session "$session"
exit $failed

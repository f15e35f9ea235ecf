# The stage that all measurements stand on; to be sourced after the options are read. Copies the generator to $work/feed, finds the silo, and
# ends every process that was started through it when the script ends. Variables that a caller may set before:
#   keep=1             the folder with logs and data is left where it is
#   silo=PATH          folder or .dll or program of the silo that is measured (else SILO_DLL, else the repository's own Release build)
#   BENCH_PORTS=A-B    ports to choose from; any free ones unless set

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${SQUEEZEFLOW_SHARED:-$root/../shared}
feed=$shared/tools/feed
[ -f "$feed/feed.mjs" ] || { echo "the load generator is missing: expected $feed/feed.mjs; set SQUEEZEFLOW_SHARED to the folder that holds tools/feed" >&2; exit 2; }
command -v node >/dev/null || { echo "node is missing: the load generator needs Node.js 18 or later" >&2; exit 2; }

# The command of the silo that $1 names: silo_command=(…).
choose_silo() {
  local path=${1:-${SILO_DLL:-$root/artifacts/bin/Silo/release/SqueezeFlow.Silo.dll}}
  if [ -d "$path" ]; then path=$path/SqueezeFlow.Silo.dll; fi
  [ -f "$path" ] || { echo "the silo is not built: expected $path; run dotnet build src/Silo -c Release, or name another build" >&2; exit 2; }
  case $path in *.dll) silo_command=(dotnet "$path") ;; *) silo_command=("$path") ;; esac
}
choose_silo "${silo:-}"

work=$(mktemp -d)
feed_pid='' silo_pid='' watcher_pid='' others=''
# Ends the processes named, each with all that it started in its own group, and waits until they are gone.
end() {
  local pid
  for pid in "$@"; do
    kill -- "-$pid" 2>/dev/null || kill "$pid" 2>/dev/null || continue
    for _ in $(seq 150); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 -- "-$pid" 2>/dev/null || kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
}
finish() {
  end $watcher_pid $silo_pid $feed_pid $others $(cat "$work"/run*/influx/pid 2>/dev/null) 2>/dev/null
  if [ "$keep" = 1 ]; then echo "kept: $work" >&2; else rm -rf "$work"; fi
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs a program that watches, so that a signal to the script is obeyed at once and not when the program has ended.
watch() {
  local code=0
  "$@" &
  watcher_pid=$!
  wait "$watcher_pid" || code=$?
  watcher_pid=''
  return $code
}

mkdir "$work/feed"
cp "$feed"/*.mjs "$feed/package.json" "$work/feed/"
(cd "$work/feed" && npm install --no-audit --no-fund --silent)

# Where the generator plays the venue $1: id (ours) and path (of its stream).
place_of() {
  case $1 in
    binance) id=BINANCE path=/ws ;;
    binance_futures) id=BINANCE_FUTURES path=/market/ws ;;
    bybit) id=BYBIT path=/v5/public/linear ;;
    okx) id=OKX path=/ws/v5/public ;;
    coinbase) id=COINBASE path=/ ;;
    *) echo "expected one of the generator's five dialects (binance, binance_futures, bybit, okx, coinbase), found $1" >&2; exit 2 ;;
  esac
}

# Two ports that nobody listens on, and an empty folder for one run: port, http, run.
runs=0
new_run() {
  read -r port http < <(node "$root/bench/lib/ports.mjs" "${BENCH_PORTS:-}") || { echo "no free ports in ${BENCH_PORTS:-this system}" >&2; exit 2; }
  runs=$((runs + 1))
  run=$work/run$runs
  mkdir "$run"
}
new_run

# Plays $1 with $2 markets at $3 trades/s for $4 s once all markets are subscribed; further options go to the generator: feed_pid.
# A rate of 0 subscribes everybody and never begins to trade.
start_feed() {
  local exchange=$1 markets=$2 rate=$3 seconds=$4 wait_for=$2
  shift 4
  if [ "$rate" = 0 ]; then rate=1 wait_for=1000000000 seconds=1 patience=1000000; else patience=${BENCH_PATIENCE:-300}; fi
  (cd "$work/feed" && exec node feed.mjs --port "$port" --exchange "$exchange" --symbols "$markets" --rate "$rate" --seconds "$seconds" \
    --wait-subs "$wait_for" --wait-timeout "$patience" --report "$run/report.json" "$@" >"$run/feed.log" 2>&1) &
  feed_pid=$!
}

# The arguments that let our silo read the generator's venue $1 into the folder of the run: silo_arguments=(…).
aim_silo() {
  place_of "$1"
  silo_arguments=(run "--Exchanges:$id:Stream=ws://127.0.0.1:$port/$1$path" "--Exchanges:$id:Rest=http://127.0.0.1:$port/$1"
    "--Feeds:Exchanges=$id" '--Feeds:Markets=*' "--Data:Directory=$run/data" "--Http:Url=http://127.0.0.1:$http"
    --Strategy:LookbackHours=4 --Execution:AllowLive=false)
}

# Starts the silo on the venue $1; what follows is given to it besides: silo_pid.
start_silo() {
  aim_silo "$1"
  shift
  "${silo_command[@]}" "${silo_arguments[@]}" "$@" >>"$run/silo.out" 2>>"$run/silo.log" &
  silo_pid=$!
}

# Ends what the run has started; the next run takes ports of its own.
end_run() {
  end $silo_pid $feed_pid
  silo_pid='' feed_pid=''
}

tell_logs() {
  echo "--- end of the measured program's log" >&2; tail -15 "$run/silo.log" >&2 || true
  echo "--- end of the generator's log" >&2; tail -5 "$run/feed.log" >&2 || true
}

# Refuses what is no whole number of at least $3: option $1 with value $2.
whole() { [[ $2 =~ ^[0-9]+$ ]] && [ "$2" -ge "$3" ] || { echo "$1: expected a whole number from $3, found '$2'" >&2; exit 2; }; }

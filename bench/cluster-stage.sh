# A cluster of a measurement's own: a Redis and several silos that meet in it, all on loopback; to be sourced after stage.sh and database-stage.sh, which end
# it with the rest. start_influx and the generator come first: what they listen on is taken by then.

command -v redis-server >/dev/null || { echo "redis-server is missing: install Redis 6 or later" >&2; exit 2; }

start_redis() {
  read -r redis_port < <(node "$root/bench/lib/ports.mjs" "${BENCH_PORTS:-}" 1) || { echo "no free port in ${BENCH_PORTS:-this system}" >&2; exit 2; }
  redis-server --port "$redis_port" --bind 127.0.0.1 --dir "$run" --save '' --appendonly no --maxmemory-policy noeviction >"$run/redis.log" 2>&1 &
  redis_pid=$!
  others="$others $redis_pid"
  silo_cluster=(--Cluster:Mode=Redis --Cluster:AdvertisedAddress=127.0.0.1 --Redis:Host=127.0.0.1 "--Redis:Port=$redis_port")
}

# Starts $1 silos on the venue $2; what follows is given to each besides: silo_pid (all of them, which end_run ends) and silo_ports. A count of 0 is one process
# that knows of no others.
start_silos() {
  local count=$1 place together=("${silo_cluster[@]}")
  aim_silo "$2"
  shift 2
  if [ "$count" = 0 ]; then count=1 together=(); fi
  read -r -a silo_ports < <(node "$root/bench/lib/ports.mjs" "${BENCH_PORTS:-}" "$count") || { echo "no free ports in ${BENCH_PORTS:-this system}" >&2; exit 2; }
  silo_pid=''
  for place in $(seq 0 $((count - 1))); do
    "${silo_command[@]}" "${silo_arguments[@]}" "--Data:Directory=$run/data$place" "--Http:Url=http://127.0.0.1:${silo_ports[place]}" "--Cluster:SiloName=silo$place" "${together[@]}" "${silo_database[@]}" "$@" \
      >>"$run/silo.out" 2>>"$run/silo$place.log" &
    silo_pid="$silo_pid $!"
  done
}

# Tells all silos to stop, and waits for each; false when one of them did not end well.
stop_silos() {
  local pid well=0
  # shellcheck disable=SC2086 # several
  kill -TERM $silo_pid
  for pid in $silo_pid; do wait "$pid" || { echo "the silo with pid $pid ended with exit code $?" >&2; well=1; }; done
  silo_pid=''
  return $well
}

tell_silos() {
  local log
  for log in "$run"/silo[0-9]*.log; do echo "--- end of $(basename "$log")" >&2; tail -12 "$log" | cut -c1-400 >&2; done
}

# An InfluxDB of a measurement's own, in the run's folder; to be sourced after stage.sh, which ends it with the rest. A 1.6 of Debian is written to through
# bench/lib/influx-write-path.mjs. Sets silo_database=(…), the arguments that let our silo store there.

database=squeezeflow_bench
command -v influxd >/dev/null || { echo "influxd is missing: install InfluxDB 1.8, or Debian's package influxdb" >&2; exit 2; }

start_influx() {
  read -r _ _ influx_port rpc_port write_port < <(node "$root/bench/lib/ports.mjs" "${BENCH_PORTS:-}" 5) || { echo "no free ports in ${BENCH_PORTS:-this system}" >&2; exit 2; }
  mkdir "$run/influx"
  cat >"$run/influx/influxd.conf" <<CONF
reporting-disabled = true
bind-address = "127.0.0.1:$rpc_port"
[meta]
  dir = "$run/influx/meta"
[data]
  dir = "$run/influx/data"
  wal-dir = "$run/influx/wal"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:$influx_port"
  log-enabled = false
[monitor]
  store-enabled = false
[continuous_queries]
  log-enabled = false
CONF
  run_influx
  node "$root/bench/lib/influx-write-path.mjs" --port "$write_port" --to "$influx_port" >"$run/influx/write-path.log" 2>&1 &
  others="$others $!"
  silo_database=(--Influx:Host=127.0.0.1 "--Influx:Port=$write_port" "--Influx:Database=$database")
}

run_influx() {
  influxd -config "$run/influx/influxd.conf" >>"$run/influx/influxd.log" 2>&1 &
  echo "$!" >"$run/influx/pid"
  for _ in $(seq 300); do curl -fs "http://127.0.0.1:$influx_port/ping" && return; sleep 0.1; done
  echo "influxd does not answer: $(tail -3 "$run/influx/influxd.log")" >&2
  exit 1
}

# Takes the database away for $1 s: freeze or kill ($2).
take_influx_away() {
  local pid
  pid=$(cat "$run/influx/pid")
  case $2 in
    freeze) kill -STOP "$pid"; sleep "$1"; kill -CONT "$pid" ;;
    kill) kill -9 "$pid"; sleep "$1"; run_influx ;;
  esac
}

# The stage that both measurements stand on; to be sourced. Expects $keep; sets root, silo, work, port and http, copies the generator to $work/feed,
# and ends what $feed_pid and $silo_pid name when the script ends.

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

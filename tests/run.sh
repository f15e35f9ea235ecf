#!/usr/bin/env bash
# Builds everything and runs all tests. Works on a fresh machine with the .NET 10 SDK; installs redis-server, influxd, docker-compose, chromium-headless-shell, node and npm where it may (root, apt-get).
#   --require-servers  fail where a server or the recorded data a test needs is missing, instead of skipping the test
#   --format           also check the layout of the code
# The last line is: N passed, N failed, N skipped
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

require=false
format=false
for argument in "$@"; do
  case "$argument" in
    --require-servers) require=true ;;
    --format) format=true ;;
    *)
      echo "unknown option '$argument': expected --require-servers or --format" >&2
      exit 2
      ;;
  esac
done

if [ "$require" = true ]; then
  shared="${SQUEEZEFLOW_SHARED:-../shared}"
  if [ ! -d "$shared" ]; then
    echo "the recorded data folder '$shared' is missing: set SQUEEZEFLOW_SHARED to it" >&2
    exit 1
  fi
  export CI=true
fi

# Debian's packages would start their servers; the tests start their own, on ports of their own.
install_servers() {
  local policy=/usr/sbin/policy-rc.d
  local log
  log=$(mktemp)
  echo "installing $*, which some tests need"
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=60 "$@"; } >"$log" 2>&1; then
    echo "$* cannot be installed: $(tail -1 "$log")" >&2
  fi
  rm -f "$log"
}

# Each program that tests start, and the package that has it.
servers=(redis-server:redis-server influxd:influxdb docker-compose:docker-compose node:nodejs npm:npm)

# A browser for the screen: the first takes a third less of the processor, the other does as well.
browsers=(chromium-headless-shell chromium)
has_browser() { command -v "${browsers[@]}" >/dev/null; }
missing() {
  for server in "${servers[@]}"; do
    command -v "${server%%:*}" >/dev/null || echo "$server"
  done
  has_browser || echo "${browsers[0]}:${browsers[0]}"
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  wanted=$(missing | grep -v "^${browsers[0]}:" | cut -d: -f2)
  # shellcheck disable=SC2086
  [ -z "$wanted" ] || (install_servers $wanted)
  command -v "${browsers[0]}" >/dev/null || (install_servers "${browsers[0]}")
  # An older system may have the other alone.
  has_browser || (install_servers "${browsers[1]}")
fi
for server in $(missing); do
  if [ "$require" = true ]; then
    echo "${server%%:*} is missing: install it, e.g. your system's package ${server##*:}" >&2
    exit 1
  fi
  echo "${server%%:*} is missing: the tests against it are skipped"
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet restore SqueezeFlow.sln --locked-mode || exit 1
dotnet build SqueezeFlow.sln -c Release --no-restore || exit 1
if [ "$format" = true ]; then
  dotnet format whitespace . --folder --verify-no-changes --exclude artifacts src/Screen/node_modules || exit 1
fi

# No part of the solution: what it needs is large, and not to be had everywhere.
if [ "$require" = true ]; then
  if dotnet restore deploy/apphost/AppHost.csproj; then
    dotnet build deploy/apphost/AppHost.csproj -c Release --no-restore || exit 1
  else
    echo "deploy/apphost is not built: its packages cannot be had" >&2
  fi
fi

# What is committed of the screen must be what its source gives, before it is tested inside the service.
screen_log=$(mktemp)
screen_rc=0
test_screen() {
  cd src/Screen || return 1
  npm ci --no-progress || return 1
  npm run build || return 1
  local built=(../Silo/wwwroot ../Client/Offline/Reports/Page)
  if ! git diff --exit-code -- "${built[@]}" || [ -n "$(git status --porcelain -- "${built[@]}")" ]; then
    echo "src/Silo/wwwroot and src/Client/Offline/Reports/Page are not what src/Screen gives: run npm run build there and commit all" >&2
    return 1
  fi
  NO_COLOR=1 npm test 2>&1 | tee "$screen_log"
  return "${PIPESTATUS[0]}"
}

# Vite and vitest begin with this version; older ones of Debian do not do.
if node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null; then
  (test_screen)
  screen_rc=$?
elif [ "$require" = true ]; then
  echo "the screen needs Node 20.19 or later, found $(node --version 2>/dev/null || echo none)" >&2
  exit 1
else
  echo "the screen is neither built nor tested: it needs Node 20.19 or later, found $(node --version 2>/dev/null || echo none)"
fi

# Processes that end, networks that come and go, browsers: these have the machine to themselves, after all others.
alone=(System.Tests Screen.Tests)
few=3
module() { echo "artifacts/bin/$1/release/SqueezeFlow.$1.dll"; }
others=''
for project in tests/*.Tests; do
  name=$(basename "$project")
  [[ " ${alone[*]} " == *" $name "* ]] || others+="$(module "$name");"
done

log=$(mktemp)
trap 'rm -f "$log" "$screen_log"' EXIT
rc=0
for modules in "${others%;}" "$(module "${alone[0]}")" "$(module "${alone[1]}")"; do
  dotnet test --test-modules "$modules" --no-progress --minimum-expected-tests 1 2>&1 | tee -a "$log"
  [ "${PIPESTATUS[0]}" = 0 ] || rc=1
done

# What failed is told at the end, where it is found: the name, the reason and where it was thrown.
if grep -q '^failed ' "$log"; then
  echo "Failed:"
  awk '/^[^ ]/ { told = /^failed / ? 15 : 0 } told-- > 0' "$log"
fi

count() { sed -nE "s/^ +$1: ([0-9]+)\$/\1/p" "$log" | awk '{ all += $1 } END { print all + 0 }'; }

# The assembly and the name of each test that failed.
failures() { awk '/^[^ ]/ { name = "" } /^failed / { sub(/\(.*/, "", $2); name = $2 } /^  from / && name { print $2, name; name = "" }' "$log"; }

# Whether tests that failed are all that went wrong: each stage came to its end, and no process broke off.
only_tests_failed() {
  [ "$(grep -c '^Test run summary: ' "$log")" = "$((${#alone[@]} + 1))" ] && ! grep '^Exit code: ' "$log" | grep -qv ': 2$' && [ "$(count failed)" = "$(failures | wc -l)" ]
}

# A few that failed are run again, alone: who cannot do it then is broken; who can is told by name, for how it waits has to be mended.
again=0
if [ "$rc" != 0 ] && only_tests_failed && [ "$(count failed)" -le "$few" ]; then
  rc=0
  while read -r dll name; do
    if dotnet "$dll" --filter-method "$name" --no-progress --minimum-expected-tests 1 </dev/null; then
      again=$((again + $(failures | grep -c " $name\$")))
      echo "Passed only when it ran again, alone: $name"
    else
      rc=1
    fi
  done < <(failures | sort -u)
fi

count_screen() { sed -nE "/^ +Tests /s/.*[^0-9]([0-9]+) $1.*/\1/p" "$screen_log" | tail -1; }
sum() { echo $((${1:-0} + ${2:-0})); }
failed=$(($(sum "$(count failed)" "$(count_screen failed)") - again))
if [ "$screen_rc" != 0 ]; then
  # A screen that cannot be built, or is not what is committed, has run no test that could fail.
  [ "${failed:-0}" != 0 ] || failed=1
  rc=$screen_rc
fi
echo "$(($(sum "$(count succeeded)" "$(count_screen passed)") + again)) passed, $failed failed, $(sum "$(count skipped)" "$(count_screen skipped)") skipped"
exit "$rc"

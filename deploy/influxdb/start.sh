#!/bin/sh
# Starts InfluxDB with one user, squeezeflow, whose password is a file. The user is made before anybody else reaches the server. Refuses without the password.
set -eu

secrets=${SECRETS_DIRECTORY:-/run/secrets}
data=${INFLUXDB_DIRECTORY:-/var/lib/influxdb}
address=${INFLUXDB_FIRST_ADDRESS:-127.0.0.1:8086}
made=$data/squeezeflow.user

if [ ! -r "$secrets/influxdb_password" ]; then
    echo "influxdb is not started: $secrets/influxdb_password: expected a readable file that holds only the password: deploy/make-secrets.sh makes it" >&2
    exit 1
fi

password=$(tr -d '\r\n' < "$secrets/influxdb_password")
if [ "${#password}" -lt 32 ]; then
    echo "influxdb is not started: $secrets/influxdb_password: expected at least 32 characters, found ${#password}" >&2
    exit 1
fi

case $password in
    *[!A-Za-z0-9+/=_-]*)
        echo "influxdb is not started: $secrets/influxdb_password: expected letters, digits and + / = _ - only: deploy/make-secrets.sh makes such a one" >&2
        exit 1 ;;
esac

export INFLUXDB_HTTP_AUTH_ENABLED=true

refuse() {
    echo "influxdb is not started: $1" >&2
    kill "$server" 2>/dev/null || true
    exit 1
}

# Without any user the first administrator may be made by whoever asks, and here only this machine can. The statement goes over standard input: arguments can be read
# by every program of the machine.
make_user() {
    printf "q=CREATE USER squeezeflow WITH PASSWORD '%s' WITH ALL PRIVILEGES" "$(printf %s "$password" | sed 's/+/%2B/g; s/=/%3D/g; s#/#%2F#g')" |
        curl -sS -X POST --data @- "http://$address/query" 2>&1 || true
}

# Over standard input too. Whoever broke off between the making of the user and the note of it left this user behind, and nothing else.
is_made() {
    printf 'user = "squeezeflow:%s"' "$password" | curl -sS -K - "http://$address/query?q=SHOW+DATABASES" 2>/dev/null | grep -q '"results"'
}

# The note says nothing of a database that was put in its place since: where it has no users yet, they are made before anybody else reaches it.
if [ ! -e "$made" ] || [ ! -s "${INFLUXDB_META_DIR:-$data/meta}/meta.db" ]; then
    INFLUXDB_HTTP_BIND_ADDRESS=$address influxd "$@" &
    server=$!
    tries=0
    while true; do
        answer=$(make_user)
        kill -0 "$server" 2>/dev/null || refuse "it ended at once, see above"
        case $answer in
            *error*) ! is_made || break
                refuse "the user squeezeflow could not be made, the server answers $answer: it has users already. Make it by hand, or name another volume" ;;
            *results*) break ;;
        esac

        tries=$((tries + 1))
        [ "$tries" -lt 120 ] || refuse "it does not answer at http://$address: $answer"
        sleep 1
    done

    kill -TERM "$server"
    wait "$server" || true
    : > "$made"
fi

exec influxd "$@"

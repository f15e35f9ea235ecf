#!/bin/sh
# Starts Redis with its password, which is a file: on the command line every program of the machine could read it. Refuses without it.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
file=${SECRETS_DIRECTORY:-/run/secrets}/redis_password
if [ ! -r "$file" ]; then
    echo "redis is not started: $file: expected a readable file that holds only the password: deploy/make-secrets.sh makes it" >&2
    exit 1
fi

password=$(tr -d '\r\n' < "$file")
if [ "${#password}" -lt 32 ]; then
    echo "redis is not started: $file: expected at least 32 characters, found ${#password}" >&2
    exit 1
fi

case $password in
    *[!A-Za-z0-9+/=_-]*)
        echo "redis is not started: $file: expected letters, digits and + / = _ - only: deploy/make-secrets.sh makes such a one" >&2
        exit 1 ;;
esac

exec redis-server - "$@" <<END
$(cat "$here/redis.conf")
requirepass $password
END

#!/bin/sh
# Starts the bot with its secrets, which are files. Refuses without them: FreqTrade itself takes an empty password, and
# signs tokens with a key that everybody knows when it is given none.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
secrets=${SECRETS_DIRECTORY:-/run/secrets}
faults=0

refuse() {
    echo "freqtrade is not started: $1: $2" >&2
    faults=1
}

# read_secret <file> <shortest>: into $value, empty when it will not do.
read_secret() {
    value=
    if [ ! -r "$secrets/$1" ]; then
        refuse "$secrets/$1" "expected a readable file that holds only the secret"
        return
    fi

    value=$(tr -d '\r\n' < "$secrets/$1")
    if [ "${#value}" -lt "$2" ]; then
        refuse "$secrets/$1" "expected at least $2 characters, found ${#value}"
        return
    fi

    # FreqTrade reads numbers, switches and lists from variables that look like one, and then compares no text with them.
    # A sign before it and spaces around it change nothing for FreqTrade.
    bare=$(printf '%s' "$value" | tr -d ' \t')
    bare=${bare#[+-]}
    case $bare in
        [Tt] | [Tt][Rr][Uu][Ee] | [Ff] | [Ff][Aa][Ll][Ss][Ee] | [Nn][Aa][Nn] | [Ii][Nn][Ff] | [Ii][Nn][Ff][Ii][Nn][Ii][Tt][Yy] | [{[]* | \"*)
            refuse "$secrets/$1" "expected a text that is no other value" ;;
        *[!0-9eE+._-]*) ;;
        *) refuse "$secrets/$1" "expected a text that is no number: have it made anew" ;;
    esac
}

read_secret freqtrade_username 1
FREQTRADE__API_SERVER__USERNAME=$value
read_secret freqtrade_password 32
FREQTRADE__API_SERVER__PASSWORD=$value
read_secret freqtrade_jwt_secret_key 32
FREQTRADE__API_SERVER__JWT_SECRET_KEY=$value
read_secret freqtrade_ws_token 32
FREQTRADE__API_SERVER__WS_TOKEN=$value
export FREQTRADE__API_SERVER__USERNAME FREQTRADE__API_SERVER__PASSWORD FREQTRADE__API_SERVER__JWT_SECRET_KEY FREQTRADE__API_SERVER__WS_TOKEN

# Only a bot that moves real money needs the venue's key.
if [ -e "$secrets/exchange_key" ] || [ -e "$secrets/exchange_secret" ]; then
    read_secret exchange_key 8
    FREQTRADE__EXCHANGE__KEY=$value
    read_secret exchange_secret 8
    FREQTRADE__EXCHANGE__SECRET=$value
    export FREQTRADE__EXCHANGE__KEY FREQTRADE__EXCHANGE__SECRET
fi

[ "$faults" -eq 0 ] || exit 1
exec freqtrade trade --config "$here/config.json" --strategy-path "$here/strategies" "$@"

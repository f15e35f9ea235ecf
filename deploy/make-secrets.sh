#!/bin/sh
# Makes the secrets of the deployment, each in a file of its own, where there is none yet: what is there stays as it is, so that it can be run again at any time.
#   deploy/make-secrets.sh [FOLDER]      FOLDER is DEPLOY_SECRETS of the environment, else ./secrets
# Never prints one. To replace a secret, delete its file, run this again, and start what reads it anew (docs/operations.md).
#
# Nobody but you can enter the folder (700). The files in it can be read (444), because the programs in the containers run as users of their own, and a container is
# given single files, not the folder.
set -eu
umask 077

folder=${1:-${DEPLOY_SECRETS:-./secrets}}
mkdir -p "$folder"
chmod 700 "$folder"

keep() {
    if [ -s "$folder/$1" ]; then
        chmod 444 "$folder/$1"
        echo "$folder/$1 is there and stays"
        return 0
    fi
    return 1
}

# A file under another name first: one that is interrupted leaves no half secret.
write() {
    cat > "$folder/.$1.new"
    chmod 444 "$folder/.$1.new"
    mv -f "$folder/.$1.new" "$folder/$1"
    echo "$folder/$1 made"
}

# Letters and digits only, 48 of them, the first a letter: FreqTrade takes a text that looks like a number for a number.
random() {
    text=
    while [ "${#text}" -lt 48 ]; do
        text=$text$(head -c 256 /dev/urandom | base64 | tr -dc 'A-Za-z0-9')
        text=$(printf %s "$text" | sed 's/^[0-9]*//')
    done
    printf %.48s "$text"
}

for name in api_key api_read_key redis_password influxdb_password freqtrade_password freqtrade_jwt_secret_key freqtrade_ws_token grafana_password; do
    keep "$name" || random | write "$name"
done

keep freqtrade_username || printf squeezeflow | write freqtrade_username

#!/usr/bin/env bash
# tools/debian.sh: gives a Debian machine what the browser and server tests need, where it isn't there already:
# Chromium with its fonts, and PostgreSQL and Redis answering on their usual ports.
set -euo pipefail

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

answers_on() { # port
    (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

install_missing() { # packages
    local package missing=()
    for package in "$@"; do
        installed "$package" || missing+=("$package")
    done
    if [ "${#missing[@]}" -gt 0 ]; then
        echo "Installing ${missing[*]} …"
        as_root apt-get update -qq
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
}

start() { # service, port
    as_root service "$1" start >/dev/null || true # whether it answers is what counts
    for _ in {1..50}; do
        if answers_on "$2"; then return; fi
        sleep 0.2
    done
    echo "$1 doesn't answer on port $2." >&2
    exit 1
}

have_postgresql() {
    answers_on 5432 && return
    local new=yes
    if installed postgresql; then new=no; fi
    install_missing postgresql
    start postgresql 5432
    if [ "$new" = yes ]; then # Debian's asks for a password over TCP; the tests' address carries this one
        as_root runuser -u postgres -- psql -q -c "ALTER ROLE postgres PASSWORD 'postgres'"
    fi
}

have_redis() {
    answers_on 6379 && return
    install_missing redis-server
    start redis-server 6379
}

command -v dpkg-query >/dev/null || { echo "This isn't Debian: install Chromium, PostgreSQL and Redis yourself." >&2; exit 1; }
install_missing chromium fonts-dejavu-core fonts-noto-color-emoji
have_postgresql
have_redis

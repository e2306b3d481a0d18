#!/bin/sh
# Proves both commands of the README on bare Debian machines, with nothing added beforehand:
#
#   tests/fresh_machine.sh [bookworm|trixie …]      as root; the commit in HEAD is what runs
#
# Each machine is a directory that debootstrap filled (kept in build/fresh for the next time) and
# that is thrown away afterwards. How to reach the network is borrowed from the host as it is now.

set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
fresh=$root/build/fresh
display=
screen=

say() {
    printf '%s\n' "$*" >&2
}

need_tools() {
    for tool in debootstrap unshare Xvfb openbox xdotool; do
        command -v "$tool" >/dev/null || {
            say "$tool is needed: apt-get install debootstrap util-linux xvfb openbox xdotool"
            exit 1
        }
    done
}

# Prints where the host takes Debian's packages from.
mirror() {
    # shellcheck disable=SC2016  # apt-get fills it in
    apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' \
        'Created-By: Packages' | head -n 1
}

# Copies files of the host to the same place in a machine, those that there are.
lend() {
    machine=$1
    shift
    for path; do
        if [ -e "$path" ]; then
            mkdir -p "$machine$(dirname "$path")"
            cp -rL "$path" "$machine$(dirname "$path")"
        fi
    done
}

lend_network() {
    lend "$1" /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/xdg/pip \
        /usr/local/share/ca-certificates /etc/ssl/certs/ca-certificates.crt
    # shellcheck disable=SC2046  # one word for each file
    lend "$1" $(grep -ls '^ *Acquire::' /etc/apt/apt.conf /etc/apt/apt.conf.d/*)
}

make_machine() {
    suite=$1 machine=$2
    base=$fresh/$suite.base
    if [ ! -f "$base.done" ]; then
        rm -rf "$base"
        debootstrap --variant=minbase "$suite" "$base" "$(mirror)" >"$base.log"
        touch "$base.done"
    fi
    rm -rf "$machine"
    cp -a "$base" "$machine"
    lend_network "$machine"
    mkdir -p "$machine/srv/keyholder" "$machine/tmp/.X11-unix"
    git -C "$root" archive HEAD | tar -x -C "$machine/srv/keyholder"
}

# Runs a command in a machine, in the checkout, with no more environment than the network needs.
inside() {
    machine=$1
    shift
    settings='PIP_(CERT|PROXY|INDEX_URL|EXTRA_INDEX_URL|TRUSTED_HOST|DEFAULT_TIMEOUT)'
    network=$(env | grep -E "^($settings|SSL_CERT_FILE|[a-zA-Z]+_(proxy|PROXY))=" || true)
    # shellcheck disable=SC2016,SC2086  # the inner shell expands; one word for each setting
    unshare --mount --pid --fork --kill-child sh -ec '
        machine=$1
        shift
        mount -t proc proc "$machine/proc"
        mount --rbind /dev "$machine/dev"
        mount --bind /tmp/.X11-unix "$machine/tmp/.X11-unix"
        exec chroot "$machine" "$@"
    ' sh "$machine" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        DISPLAY="$display" $network sh -c 'cd /srv/keyholder && exec "$@"' sh "$@"
}

start_screen() {
    rm -f "$fresh/display"
    Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"$fresh/display" 2>/dev/null &
    screen=$!
    until [ -s "$fresh/display" ]; do
        kill -0 "$screen"
        sleep 0.1
    done
    display=:$(cat "$fresh/display")
    DISPLAY=$display openbox >/dev/null 2>&1 &
}

milliseconds() {
    date +%s%3N
}

# Starts Keyholder, reports how long its window took to appear, and closes it as a person would.
open_window() {
    machine=$1 log=$1.window.log
    started=$(milliseconds)
    inside "$machine" timeout 300 ./run.sh >"$log" 2>&1 &
    program=$!
    until DISPLAY=$display xdotool search --onlyvisible --name Keyholder >/dev/null 2>&1; do
        if ! kill -0 "$program" 2>/dev/null; then
            tail -n 20 "$log"
            say "FAILED: ./run.sh ended without a window"
            return 1
        fi
        sleep 0.2
    done
    tail -n 3 "$log"
    say "./run.sh: window after $(($(milliseconds) - started)) ms"
    DISPLAY=$display xdotool search --onlyvisible --name Keyholder windowactivate --sync
    DISPLAY=$display xdotool key alt+F4
    wait "$program"
    say "./run.sh: closed"
}

run_tests() {
    machine=$1 log=$1.test.log
    started=$(milliseconds)
    if ! inside "$machine" ./run.sh test >"$log" 2>&1; then
        tail -n 40 "$log"
        say "FAILED: ./run.sh test, after $(($(milliseconds) - started)) ms"
        return 1
    fi
    tail -n 10 "$log"
    say "./run.sh test: passed after $(($(milliseconds) - started)) ms"
}

# The window comes first, so that nothing the tests install can help it.
try_suite() {
    say "== $1"
    machine=$fresh/$1
    make_machine "$1" "$machine"
    open_window "$machine"
    open_window "$machine"
    run_tests "$machine"
    rm -rf "$machine"
}

tidy() {
    if [ -n "$screen" ]; then
        kill "$screen"
    fi
}

need_tools
mkdir -p "$fresh"
trap tidy EXIT
trap 'exit 130' INT TERM
[ $# -gt 0 ] || set -- bookworm trixie
start_screen
for suite; do
    try_suite "$suite"
done

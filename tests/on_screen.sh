#!/bin/sh
# Runs a command on a virtual screen, with a window manager and a session bus of its own:
#
#   tests/on_screen.sh .venv/bin/pytest -m desktop
#
# The command's settings and data go to a directory that is removed afterwards. Where there is
# no Xvfb the command runs without a screen, and the tests say why they are skipped.

set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

for name in CACHE CONFIG DATA RUNTIME STATE; do
    mkdir -m 700 "$scratch/$name"
done
export XDG_CACHE_HOME="$scratch/CACHE" XDG_CONFIG_HOME="$scratch/CONFIG"
export XDG_DATA_HOME="$scratch/DATA" XDG_STATE_HOME="$scratch/STATE"
export XDG_RUNTIME_DIR="$scratch/RUNTIME"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

if command -v openbox >/dev/null; then
    # shellcheck disable=SC2016  # the inner shell expands "$@"
    set -- sh -c 'openbox >/dev/null 2>&1 & "$@"' sh "$@"
fi
if command -v xvfb-run >/dev/null; then
    export QT_QPA_PLATFORM=xcb
    set -- xvfb-run --auto-servernum --server-args='-screen 0 1280x900x24' "$@"
else
    export QT_QPA_PLATFORM=offscreen
fi
if command -v dbus-run-session >/dev/null; then
    set -- dbus-run-session -- "$@"
fi
"$@"

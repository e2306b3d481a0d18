#!/bin/sh
# Sets up what is missing, then starts Keyholder.
#
#   ./run.sh                      open the window
#   ./run.sh VERB …               use the command line, for example: ./run.sh keys list
#   ./run.sh test                 check everything: lint, types, imports, tests
#   ./run.sh coverage             the same, and how much of the code the tests reach; slower
#   ./run.sh test ARG …           run pytest alone, with these arguments
#   ./run.sh setup [test|build]   set up and stop: for the window, the tests or a build
#   ./run.sh help                 show this
#
# On Debian and its relatives the system packages are installed too, as root or with sudo.

set -eu

coverage_floor=95

# The second line is what a window under X11 needs beyond an offscreen one.
window_packages='python3 python3-venv libgl1 libegl1 libxkbcommon0 libx11-6 libglib2.0-0
    libfontconfig1 libdbus-1-3 libbrotli1 libgssapi-krb5-2
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0
    libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0'
screen_packages='xvfb xauth openbox xdotool dbus-daemon gnome-keyring dunst desktop-file-utils'
# Either will do; not every version of Debian has both
tray_packages='trayer stalonetray'

root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
venv=$root/.venv

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$*"
    exit 1
}

# Prints those of the named packages that are neither installed nor provided by another.
missing_packages() {
    # shellcheck disable=SC2016  # dpkg-query fills these in
    format='${db:Status-Status} ${Package} ${Provides}\n'
    installed=" $(dpkg-query -W -f "$format" | sed -n 's/^installed //p' | tr -s ' ,\n' ' ')"
    for package; do
        case $installed in
            *" $package "*) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        return 1
    fi
}

# Installs the named packages; where that is not allowed, names the line that would, and fails.
install_packages() {
    command -v apt-get >/dev/null || return 0
    # shellcheck disable=SC2046  # one word for each package
    set -- $(missing_packages "$@")
    [ $# -gt 0 ] || return 0
    say "Installing from Debian: $*"
    # shellcheck disable=SC2016  # the inner shell expands these
    as_root sh -c '
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq update
        apt-get -qq install --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >/dev/null
    ' sh "$@" && return 0
    say "These packages are missing. To install them, run as an administrator:"
    say "  apt-get install $*"
    return 1
}

# Installs one of the system trays, for tests, unless there is one.
install_tray() {
    command -v apt-get >/dev/null || return 0
    for tray in $tray_packages; do
        [ -n "$(missing_packages "$tray")" ] || return 0
    done
    for tray in $tray_packages; do
        install_packages "$tray" 2>/dev/null && return
    done
    say 'There is no system tray to install; a test is skipped.'
}

# Prints the first Python that really runs, is new enough and can make environments.
find_python() {
    for python in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import ensurepip, sqlite3, sys
sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    fail 'Keyholder needs Python 3.11 to 3.14 with its venv module; none was found.'
}

# Leaves .venv/bin/keyholder, which runs this checkout from any directory.
make_command() {
    for site in "$venv"/lib/python3*/site-packages; do
        echo ../../../.. >"$site/keyholder.pth"
    done
    cat >"$venv/bin/keyholder" <<'END'
#!/bin/sh
# Runs the Keyholder of this checkout.
exec "$(dirname -- "$(readlink -f -- "$0")")/python" -P -m app "$@"
END
    chmod +x "$venv/bin/keyholder"
}

make_venv() {
    if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
        python=$(find_python)
        say "Making .venv with $("$python" --version)"
        "$python" -m venv --clear "$venv"
    fi
    [ -x "$venv/bin/keyholder" ] || make_command
}

# Says which packages are needed where Qt does not load: there was no apt-get to install them.
check_qt() {
    if problem=$("$venv/bin/python" -c 'from PySide6 import QtNetwork, QtWidgets' 2>&1); then
        return
    fi
    case $problem in
        *'cannot open shared object file'*)
            say "A system library is missing: ${problem##*ImportError: }"
            # shellcheck disable=SC2086  # one word for each package
            fail "Install what your system calls these packages of Debian:" $window_packages
            ;;
    esac
}

# Installs what a requirements file pins, unless exactly this file was installed before.
install_requirements() {
    stamp=$venv/$1.cksum
    checksum=$(cksum <"$root/$1")
    if [ "$(cat "$stamp" 2>/dev/null)" = "$checksum" ]; then
        return
    fi
    say "Installing $1"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: -r "$root/$1"
    check_qt
    echo "$checksum" >"$stamp"
}

set_up() {
    # shellcheck disable=SC2086  # one word for each package
    install_packages $window_packages || exit 1
    make_venv
    case $1 in
        window)
            install_requirements requirements.txt
            ;;
        test)
            # shellcheck disable=SC2086  # one word for each package
            install_packages $screen_packages || say 'Without them some tests are skipped.'
            install_tray
            install_requirements requirements-dev.txt
            ;;
        build)
            library=$("$venv/bin/python" -c 'import sys; print("libpython3.%d" % sys.version_info[1])')
            install_packages binutils "$library" || exit 1
            install_requirements requirements-dev.txt
            ;;
        *)
            fail "There is nothing to set up for $1: choose test or build."
            ;;
    esac
}

run_pytest() {
    QT_QPA_PLATFORM=offscreen "$venv/bin/python" -m pytest "$@"
}

check_all() {
    say '== Lint'
    "$venv/bin/python" -m ruff check . build.spec
    "$venv/bin/python" -m ruff format --check . build.spec
    say '== Types'
    "$venv/bin/python" -m mypy
    say '== Imports'
    "$venv/bin/lint-imports" --no-logo
    say '== Tests'
    run_pytest -n 2 -m 'not desktop and not built and not soak and not survival' "$@"
    say '== Tests in real windows'
    tests/on_screen.sh "$venv/bin/python" -m pytest -m 'desktop or built' ${1:+--cov-append} "$@"
}

check_coverage() {
    check_all --cov --cov-report=
    say '== Coverage'
    "$venv/bin/python" -m coverage report --fail-under="$coverage_floor"
}

case ${1-} in
    help)
        sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
        ;;
    setup)
        set_up "${2-window}"
        ;;
    test)
        shift
        set_up test
        cd "$root"
        if [ $# -gt 0 ]; then
            run_pytest "$@"
        else
            check_all
        fi
        ;;
    coverage)
        set_up test
        cd "$root"
        check_coverage
        ;;
    *)
        set_up window
        exec "$venv/bin/keyholder" "$@"
        ;;
esac

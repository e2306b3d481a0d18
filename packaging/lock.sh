#!/bin/sh
# Pins the newest releases that pyproject.toml allows, with hashes and for every platform.
# With --keep the present pins stay where they still fit.

set -eu
cd "$(dirname -- "$0")/.."

uv=build/uv/bin/uv
if [ ! -x "$uv" ]; then
    .venv/bin/python -m venv build/uv
    build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
fi

# The options keep addresses and comments out: the files hold names, versions and hashes alone.
# Extras stay: older pips refuse a hashed pin of a package whose extra is not pinned with it.
pin() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header --no-config \
        --no-strip-extras \
        "$upgrade" --output-file "$@"
}

upgrade=--upgrade
if [ "${1-}" = --keep ]; then
    upgrade=--no-upgrade
fi
pin requirements.txt pyproject.toml
pin requirements-dev.txt --group dev pyproject.toml

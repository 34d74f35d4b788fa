#!/bin/sh
# sh run.sh demo   sets up, then serves the replica portals and crawls them (no network needed after the setup)
# sh run.sh test   sets up, then runs everything that must pass: ruff, mypy, pytest
# Needs Python >= 3.11 only. Makes .venv here, with pinned versions; finds a Chromium or installs one.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "-- $*" >&2; }
die() { printf '%s\n' "run.sh: $*" >&2; exit 2; }

# Debian's packages can be installed only by root, or by sudo without a password.
can_apt() { command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
apt() {
    say "installing $* from Debian's packages"
    as_root apt-get update -qq </dev/null >/dev/null 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

usable() { # usable PYTHON: new enough, and built with what is needed
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys, ssl, sqlite3; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for python in python3.13 python3.12 python3.11 python3 python3.14 /usr/bin/python3; do
        usable "$python" && return 0
    done
    die "Python 3.11 or newer is needed; none was found"
}

environment() { # kept if it works: another Python over it, as with another PATH, would break it
    [ -e .venv/bin/pip ] && usable .venv/bin/python && return 0
    find_python
    say "setting up .venv with $("$python" --version)"
    "$python" -m venv --clear .venv >/dev/null 2>&1 || {
        can_apt || die "this Python cannot make environments: install python3-venv, then run this again"
        apt python3-venv
        "$python" -m venv --clear .venv
    }
}

setup() { # setup REQUIREMENTS-FILE
    environment
    stamp=".venv/.installed-$(cksum <"$1" | tr ' ' -)-$(cksum <pyproject.toml | tr ' ' -)"
    if [ ! -e "$stamp" ]; then
        say "installing the versions of $1"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$1"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
        touch "$stamp"
    fi
}

browser() {
    .venv/bin/python -m crawler.browser >/dev/null 2>&1 && return 0
    if can_apt && apt chromium && .venv/bin/python -m crawler.browser >/dev/null 2>&1; then return 0; fi
    say "downloading a Chromium (playwright install chromium)"
    .venv/bin/python -m playwright install chromium >/dev/null 2>&1 ||
        say "no Chromium could be had: lists that need a browser will be left out (NIANBAO_BROWSER names one)"
}

case "${1:-}" in
demo)
    shift
    setup requirements.txt
    browser
    exec .venv/bin/nianbao demo "$@"
    ;;
test)
    shift
    setup requirements-test.txt
    browser
    say "ruff"
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    say "mypy"
    .venv/bin/mypy
    say "pytest"
    exec .venv/bin/pytest -q -n auto --dist loadfile "$@"
    ;;
*)
    die "say what to do: sh run.sh demo, or sh run.sh test"
    ;;
esac

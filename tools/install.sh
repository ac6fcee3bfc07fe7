#!/bin/sh
# Makes .venv, and installs into it what a lock file names. Where that has been done, it does nothing.
#
#   tools/install.sh requirements.txt        what `make site` needs
#   tools/install.sh requirements-dev.txt    what `make test` needs: the same, and more
#
# PYTHON names the Python to use; else the first on PATH that is new enough is taken.
# A copy of the lock in .venv says what stands there: it is written last, so that an installation that
# was interrupted begins anew. A lock that changed makes a new .venv, so that nothing old stays in it.
set -eu
cd "$(dirname "$0")/.."
lock=$1
venv=.venv

# One sentence on why it cannot go on
give_up() {
    echo "$1" >&2
    exit 2
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

has_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

version_of() {
    "$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null
}

# Sets $python to the first Python that can make the environment
find_python() {
    without_venv=
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python
    fi
    for python in "$@"; do
        is_new_enough "$python" || continue
        has_venv "$python" && return
        without_venv=${without_venv:-$python}
    done
    if [ -n "$without_venv" ]; then
        give_up "$without_venv lacks the module venv: install it (Debian, Ubuntu: apt install python3-venv)."
    fi
    give_up "Python 3.11 or newer is needed, and $1 is $(version_of "$1" || echo "not there"): install \
it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python) or name one, as in \
PYTHON=python3.12 make site."
}

is_installed() {
    cmp -s "$lock" "$venv/$lock" && is_of_asked_python
}

# Its Python still runs, and is of the version that PYTHON asks for
is_of_asked_python() {
    version=$(version_of "$venv/bin/python") || return 1
    [ -z "${PYTHON:-}" ] || [ "$version" = "$(version_of "$PYTHON")" ]
}

# What stands there was installed to the end, from the run-time lock as it is now: more may be added to it
can_be_added_to() {
    cmp -s requirements.txt "$venv/requirements.txt" && [ ! -e "$venv/$lock" ] && is_of_asked_python
}

# Two at once: the second waits for the first, then finds its work done. The lock ends with the process.
wait_for_turn() {
    INSTALLING=yes exec "$python" -c '
import fcntl, os, sys
turn = os.open(".venv.lock", os.O_CREAT | os.O_RDWR)
fcntl.flock(turn, fcntl.LOCK_EX)
os.set_inheritable(turn, True)
os.execvp("sh", ["sh"] + sys.argv[1:])
' tools/install.sh "$lock"
}

is_installed && exit
find_python
[ "${INSTALLING:-}" = yes ] || wait_for_turn

if ! can_be_added_to; then
    echo "Making $venv with Python $(version_of "$python")" >&2
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi
echo "Installing what $lock names" >&2
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" ||
    give_up "What $lock names could not be installed: see above; the network is needed this once."
[ "$lock" = requirements.txt ] || cp requirements.txt "$venv/"
cp "$lock" "$venv/"

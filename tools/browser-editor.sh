#!/bin/sh
# The browser editor on this machine: builds the site with it, serves it to this machine alone, and lets it write
# the notes in content/ until it is stopped (Ctrl+C). What it wrote is then checked and committed like any change.
set -eu
cd "$(dirname "$0")/.."
server=$(tools/decap-server.sh)
.venv/bin/python build.py --admin
trap 'kill $writer 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM
BIND_HOST=127.0.0.1 LOG_LEVEL=error node "$server" &
writer=$!
echo "The editor is at http://localhost:8000/admin/ – press Login; Ctrl+C ends it."
.venv/bin/python -m http.server 8000 --bind 127.0.0.1 --directory site >/dev/null 2>&1 || {
    echo "Nothing can be served at port 8000 of this machine: is something else there?" >&2
    exit 2
}

#!/bin/sh
# Prints the path of decap-server, which writes notes on this machine for the browser editor: for
# tools/browser-editor.sh, and for the tests. It needs Node.js; where there is none, it gets Debian's, as root.
# What npm fetches goes to .editor, as tools/browser-editor/package-lock.json pins it by version and hash.
# Where it cannot be had, one sentence says what to install. All but the path goes to standard error.
set -eu
cd "$(dirname "$0")/.."
lock=tools/browser-editor/package-lock.json
folder=.editor

# One sentence on why it cannot go on
give_up() {
    echo "$1" >&2
    exit 2
}

has_node() {
    node --version >/dev/null 2>&1 && npm --version >/dev/null 2>&1
}

get_node() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
    echo "Installing Debian's Node.js" >&2
    {
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends nodejs npm
    } >&2 || true
}

has_node || get_node
has_node || give_up "The browser editor needs Node.js with npm: install it (Debian: apt install nodejs npm)."
# The copy of the lock is written last: it says what stands there
if ! cmp -s "$lock" "$folder/installed.json"; then
    echo "Fetching what $lock names" >&2
    mkdir -p "$folder"
    cp "$lock" tools/browser-editor/package.json "$folder/"
    npm --prefix "$folder" ci --ignore-scripts --no-audit --no-fund >&2 ||
        give_up "What $lock names could not be fetched: see above; the network is needed this once."
    cp "$lock" "$folder/installed.json"
fi
echo "$PWD/$folder/node_modules/decap-server/dist/index.js"

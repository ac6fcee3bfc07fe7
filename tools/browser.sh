#!/bin/sh
# Prints the path of a browser that tests can drive. Where there is none, it gets one: Playwright's own,
# else, as root on Debian or Ubuntu, the system's. Where none can be had, one sentence says what to install.
# CHRONICLE_BROWSER names the one to use. All but the path goes to standard error.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python

# A file of that name may only tell whoever runs it to install the browser, so it is asked for its version
answers() {
    "$1" --version >/dev/null 2>&1
}

# Ends the script where one of these browsers works
take_first() {
    for browser in "$@"; do
        if answers "$browser"; then
            command -v "$browser"
            exit
        fi
    done
}

take_installed() {
    take_first chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"
}

take_playwrights() {
    [ -x "$python" ] || return 0
    take_first "$("$python" -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
' 2>/dev/null || echo /nowhere)"
}

get_playwrights() {
    [ -x "$python" ] || return 0
    echo "Getting Playwright's Chromium" >&2
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT=10000 "$python" -m playwright install chromium >/dev/null 2>&1 || true
}

get_systems() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
    echo "Installing Debian's Chromium, and fonts for the scripts that our pages use" >&2
    {
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium fonts-noto-core
    } >&2 || true
}

if [ -n "${CHRONICLE_BROWSER:-}" ]; then
    take_first "$CHRONICLE_BROWSER"
    echo "CHRONICLE_BROWSER names $CHRONICLE_BROWSER, which does not run." >&2
    exit 2
fi
take_installed
take_playwrights
get_playwrights
take_playwrights
get_systems
take_installed
echo "The tests need a browser: install Chromium or Google Chrome (Debian: apt install chromium), or name \
one, as in CHRONICLE_BROWSER=/path/to/chrome make test." >&2
exit 2

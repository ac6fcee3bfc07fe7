#!/bin/sh
# Gathers the words of templates and engine into templates/locale/chronicle.pot, which translations start
# from. Its head has no date in it, so that a run which finds no new words changes nothing.
set -eu
cd "$(dirname "$0")/.."
mkdir -p templates/locale
words=templates/locale/chronicle.pot
found=$(mktemp)
trap 'rm -f "$found"' EXIT
.venv/bin/python -m babel.messages.frontend --quiet extract --mapping-file pyproject.toml --omit-header \
    --add-comments TRANSLATORS: --add-location file --sort-by-file --no-wrap --output-file "$found" .
cat - "$found" >"$words" <<'HEAD'
# The words of the chronicle's templates. Made by `make messages`: do not edit.
msgid ""
msgstr ""
"Project-Id-Version: Chronicle\n"
"Language-Team: LANGUAGE\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

HEAD

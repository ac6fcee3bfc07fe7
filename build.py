"""The command line: `python build.py` builds the site, `python build.py check` says what is wrong."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn

import click

from chronicle.commands import COMMANDS


class BuildByDefault(click.Group):
    """Options without a command go to `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in {"--help"}):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click asks for it
        return list(self.commands)


YOUNG = 10_000_000
"""Objects made before the garbage collector looks at them: a command keeps nearly all that it makes."""


@click.group(cls=BuildByDefault)
def main() -> None:
    """Make a chronological website from event notes."""
    gc.set_threshold(YOUNG, 20, 1_000_000)


for command in COMMANDS:
    main.add_command(command)


def run() -> NoReturn:
    """Do what is asked, and end at once: the system takes back in one piece what Python would take apart."""
    code: str | int | None = None
    try:
        main()
    except SystemExit as end:
        code = end.code
    atexit._run_exitfuncs()  # noqa: SLF001  # there is no public name for it
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more, and Python has its way of ending then
        sys.exit(code)
    if isinstance(code, str):
        sys.exit(code)
    os._exit(code or 0)


if __name__ == "__main__":
    run()

"""The command line: `python build.py` builds the site, `python build.py check` says what is wrong."""

from __future__ import annotations

import gc

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


YOUNG = 200_000
"""Objects made before the garbage collector looks at them, once: what has grown old is kept to the end."""


@click.group(cls=BuildByDefault)
def main() -> None:
    """Make a chronological website from event notes."""
    gc.set_threshold(YOUNG, 20, 1_000_000)


for command in COMMANDS:
    main.add_command(command)


if __name__ == "__main__":
    main()

"""Commands of `build.py`, a module each: options in, exit code out. Each imports the engine when it runs."""

from __future__ import annotations

import click

from chronicle.commands.addresses import addresses
from chronicle.commands.build import build
from chronicle.commands.check import check
from chronicle.commands.diff import diff
from chronicle.commands.format import format_notes
from chronicle.commands.links import links
from chronicle.commands.move import move
from chronicle.commands.new import new
from chronicle.commands.serve import serve

COMMANDS: tuple[click.Command, ...] = (build, serve, check, new, format_notes, move, diff, addresses, links)
"""In the order in which `--help` lists them."""

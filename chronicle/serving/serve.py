"""Serve the site while it is written, until somebody stops it."""

from __future__ import annotations

import errno
import gc
import secrets
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from chronicle.report import problem_lines
from chronicle.serving.preview import Preview, Settings
from chronicle.serving.server import Server
from chronicle.serving.starting_again import start_again, what_keeps_it
from chronicle.serving.visitors import is_this_machine
from chronicle.serving.watching import Saved, saved
from chronicle.surroundings import engine_folder

YOUNG = 50_000
"""Objects made between two looks for garbage: a save of a large chronicle makes some hundred thousand."""


class CannotServe(Exception):
    """There is no way to begin; the message says why, in a sentence."""


def serve(
    settings: Settings, host: str, port: int, say: Callable[[str], None], stop: Event | None = None
) -> None:
    """Answer until Ctrl-C (which raises KeyboardInterrupt) or until `stop` is set.

    Raises `CannotServe`.
    """
    server = _server(settings, host, port)
    preview = Preview(settings, server.url, say)
    server.preview = preview
    preview.open_pages(server.looked_at)
    Thread(target=server.serve_forever, args=(0.1,), daemon=True, name="serve").start()
    try:
        say(f"{server.url} shows what is saved; Ctrl-C ends it")
        changes = saved(settings.content, settings.templates, engine_folder(), stop)
        next(changes, None)  # watched before it is read, so that nothing is missed
        preview.content_changed(())
        _say_state(preview, say)
        # What was read stays: looking through it for garbage after each save would take longer than the rest
        gc.collect()
        gc.freeze()
        gc.set_threshold(YOUNG, 10, 10)
        for change in changes:
            if change.engine and _engine_changed(preview, say):
                port = server.port
                server.server_close()
                start_again(port)
            _take_in(change, preview, say)
    finally:
        server.shutdown()
        server.server_close()


def _server(settings: Settings, host: str, port: int) -> Server:
    if not is_this_machine(host):
        raise CannotServe(
            f"{host} can be reached from other machines; what is being written is shown on this one only: "
            "127.0.0.1, ::1 or localhost"
        )
    try:
        settings.folder.mkdir(parents=True, exist_ok=True)
        return Server(host, port, settings.today, secrets.token_hex(4))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(f"port {port} is in use; name another with --port") from error
        raise CannotServe(f"{error.filename or f'{host}:{port}'}: {error.strerror or error}") from error


def _take_in(change: Saved, preview: Preview, say: Callable[[str], None]) -> None:
    seconds = 0.0
    if change.templates:
        seconds += preview.templates_changed()
    if change.content:
        seconds += preview.content_changed(change.content)
    if change.templates or change.content:
        say(f"{_named(change)}: shown after {seconds * 1000:.0f} ms")
        _say_state(preview, say)


def _named(change: Saved) -> str:
    paths = sorted(change.content | change.templates)
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0].name}{more}"


def _say_state(preview: Preview, say: Callable[[str], None]) -> None:
    if preview.state.failure is not None:
        say(str(preview.state.failure))
    for line in problem_lines(preview.state.errors):
        say(line)


def _engine_changed(preview: Preview, say: Callable[[str], None]) -> bool:
    """Whether the engine, which has changed, can be started again."""
    failure = what_keeps_it(engine_folder())
    if failure is not None:
        preview.engine_failed(failure)
        say(str(failure))
        return False
    say("the engine has changed; starting again")
    return True


def folder_of(output: Path) -> Path:
    """Where what is kept lies: beside the output folder, as the cache of its builds does."""
    return output.parent / f".{output.name}.serve"

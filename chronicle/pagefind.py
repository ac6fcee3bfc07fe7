"""Texts to the files of a full-text index, by Pagefind's program (pagefind.app).

The program is asked as its own clients ask it: messages of JSON in base64,
each ended by a comma, a record each, and last for the files. It puts filters
and their values in another order each time, so these are put in order here:
the same texts give the same bytes.
"""

from __future__ import annotations

import json
import re
import subprocess
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec

from chronicle.cbor import NotKnown, decoded, encoded
from chronicle.stamps import digest

_MARK = b"pagefind_dcd"
"""With which what it packs begins."""
_SERVED = re.compile(r"pagefind\.js|pagefind-worker\.js|(fragment|index)/.+")
"""What a page that searches can ask for, beside the entry, the filters, and the program for its language."""


class NoPagefind(Exception):
    """The program is not there, does not run, or answers otherwise than it should; the message says it."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A text that can be found, as Pagefind calls it and wants it."""

    url: str
    content: str
    meta: dict[str, str]
    filters: dict[str, tuple[str, ...]]


def pagefind(records: Sequence[Record], language: str) -> dict[str, bytes]:
    """The files of the index by their names below its folder.

    Raises `NoPagefind`.
    """
    messages: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"force_language": language}}]
    for record in records:
        fields = {**msgspec.to_builtins(record), "language": language, "sort": None}
        messages.append({"type": "AddRecord", "index_id": 0, **fields})
    messages.append({"type": "GetFiles", "index_id": 0})
    last = _answers(messages)[-1]
    files = {it["path"]: b64decode(it["content"]) for it in last["files"]}
    try:
        return dict(_in_order(files))
    except (KeyError, NotKnown, zlib.error, UnicodeDecodeError) as error:
        raise NoPagefind(f"this version of Pagefind writes files of another form ({error!r})") from error


def _program() -> Path:
    try:
        from pagefind_bin import get_executable
    except ImportError as error:
        raise NoPagefind("the package pagefind_bin is not installed") from error
    try:
        return Path(get_executable())
    except OSError as error:
        raise NoPagefind(f"Pagefind's program is not there ({error})") from error


def _answers(messages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the program answers to each message, in order. It ends when it has nothing more to read."""
    program = _program()
    try:
        # Neither settings in the folder that we are in nor such of the environment are asked
        process = subprocess.Popen(  # noqa: S603  # a program of a package that the lock names
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=program.parent,
            env={},
        )
    except OSError as error:
        raise NoPagefind(f"Pagefind's program does not run here ({error.strerror})") from error
    writer = Thread(target=_tell, args=(process, messages))
    writer.start()
    try:
        answers = _read(process, len(messages))
    finally:
        process.kill()
        writer.join()
        _end(process)
    if len(answers) < len(messages):
        raise NoPagefind("Pagefind's program ended before it had answered")
    for answer in answers:
        if answer["type"] == "Error":
            raise NoPagefind(f"Pagefind says: {answer.get('message')}")
    return answers


def _tell(process: subprocess.Popen[bytes], messages: Iterable[Mapping[str, Any]]) -> None:
    assert process.stdin is not None
    with suppress(OSError):  # it has ended: whoever reads will see it
        for number, message in enumerate(messages):
            whole = json.dumps({"message_id": number, "payload": message}).encode()
            process.stdin.write(b64encode(whole) + b",")
        process.stdin.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what could not be written any more
            pipe.close()  # type: ignore[union-attr]  # both are pipes


def _read(process: subprocess.Popen[bytes], count: int) -> list[dict[str, Any]]:
    """So many answers, or fewer where it ends before."""
    assert process.stdout is not None
    parts: list[bytes] = []
    missing = count
    while missing > 0 and (part := process.stdout.read1(1 << 20)):  # type: ignore[attr-defined]  # it is buffered
        parts.append(part)
        missing -= part.count(b",")
    said = [json.loads(b64decode(it)) for it in b"".join(parts).split(b",")[:-1] if it]
    return [it["payload"] for it in sorted(said, key=lambda it: int(it["message_id"]))]


def _in_order(files: Mapping[str, bytes]) -> Iterable[tuple[str, bytes]]:
    """The files that a page needs, with filters and their values in order, each named by its content."""
    yield from ((name, content) for name, content in files.items() if _SERVED.fullmatch(name))
    entry = json.loads(files["pagefind-entry.json"])
    for code, language in entry["languages"].items():
        meta = _unpacked(files[f"pagefind.{language['hash']}.pf_meta"])
        filters = []
        for name, hash_ in sorted(meta[3]):
            content = _packed([name, sorted(_unpacked(files[f"filter/{hash_}.pf_filter"])[1])])
            filters.append([name, f"{code}_{digest(content).hex()[:7]}"])
            yield f"filter/{filters[-1][1]}.pf_filter", content
        content = _packed([*meta[:3], filters, *meta[4:]])
        language["hash"] = f"{code}_{digest(content).hex()[:10]}"
        yield f"pagefind.{language['hash']}.pf_meta", content
        program = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        yield program, files[program]
    yield "pagefind-entry.json", json.dumps(entry, sort_keys=True).encode()


def _unpacked(content: bytes) -> Any:
    whole = zlib.decompress(content, wbits=31)
    if not whole.startswith(_MARK):
        raise NotKnown("its mark is not there")
    return decoded(whole[len(_MARK) :])


def _packed(value: Any) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(_MARK + encoded(value)) + packer.flush()

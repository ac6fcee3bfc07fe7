"""One address asked, within bounds: of time, of steps, of how often, and of where it may lead."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Lock, Timer
from time import monotonic, sleep
from typing import Any
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError

from chronicle.links.outcome import Outcome

PERMANENT = frozenset({301, 308})
LEADING = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
UNWILLING = frozenset({400, 401, 403, 404, 405, 406, 410, 501})
"""Answers to HEAD that servers give which would answer GET."""
BUSY = frozenset({429, 500, 502, 503, 504})
"""Worth another try."""
MOST_ANSWER = 256 * 1024
"""Bytes of an answer that is read at all."""


@dataclass(frozen=True)
class Limits:
    """How long, how often, how far."""

    connect: float = 10.0
    read: float = 15.0
    whole: float = 30.0
    """Seconds for a request, however it drags on."""
    steps: int = 5
    """From one address to another."""
    tries: int = 3
    pause: float = 1.0
    """Seconds between two requests to a host."""
    back_off: float = 2.0
    """Seconds before the second try; twice that before the third."""
    patience: float = 30.0
    """Seconds that a host may ask us to wait."""
    strikes: int = 3
    """Addresses of a host without any answer, after which its others are not asked."""
    hosts: int = 8
    """Hosts that are asked at the same time."""
    local: bool = False
    """Whether addresses of this machine and of private networks are asked, too."""


class LeadsInside(Exception):
    """A name leads to this machine or into a private network."""

    WORDS = "it leads to this machine or into a private network"


class TooMuch(Exception):
    """An answer that is not read to its end."""


class Hosts:
    """Lets one request at a time through to a host, with a pause after each."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._turn = Lock()
        self._hosts: dict[str, tuple[Lock, list[float]]] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        with self._turn:
            lock, last = self._hosts.setdefault(host, (Lock(), [float("-inf")]))
        with lock:
            sleep(max(0.0, last[0] + self._limits.pause - monotonic()))
            try:
                yield
            finally:
                last[0] = monotonic()


class Asking:
    """Asks addresses; may be used by several threads."""

    def __init__(self, name: str, limits: Limits) -> None:
        """`name` is what we call ourselves, with a way to reach us."""
        self._headers = {"User-Agent": name, "Accept": "*/*", "Accept-Encoding": "identity"}
        self.limits = limits
        self._hosts = Hosts(limits)

    def outcome(self, url: str) -> Outcome:
        """What became of an address, followed to its end."""
        now, moved = url, True
        for _ in range(self.limits.steps + 1):
            found = self._answer(now)
            if isinstance(found, Outcome):
                return replace(found, leads_to=now) if now != url else found
            status, headers = found
            if status not in LEADING or not headers.get("location"):
                return _judged(status, now if now != url else "", moved=moved)
            moved = moved and status in PERMANENT
            now = _printable(urljoin(now, headers["location"]))
        return Outcome("fails", 0, f"it leads on more than {self.limits.steps} times", now)

    def _answer(self, url: str) -> Outcome | tuple[int, Mapping[str, str]]:
        """Status and headers of one address, or why there are none."""
        for number in range(1, self.limits.tries + 1):
            is_last = number == self.limits.tries
            try:
                status, headers, _ = self._request("HEAD", url)
                if status in UNWILLING:
                    status, headers, _ = self._request("GET", url)
            except LeadsInside:
                return Outcome("not asked", 0, LeadsInside.WORDS)
            except (HTTPError, OSError, ValueError) as error:
                if is_last or isinstance(error, ValueError):
                    return Outcome("fails", 0, _why(error))
                sleep(self.limits.back_off * 2 ** (number - 1))
                continue
            if status not in BUSY or is_last:
                return status, headers
            sleep(self._wait(headers, number))
        raise AssertionError("the last try returns")

    def read(self, url: str) -> bytes:
        """The content of an answer 200. Raises urllib3's HTTPError, OSError, ValueError or `TooMuch`."""
        status, _, content = self._request("GET", url, want_content=True)
        if status != 200:
            raise ValueError(f"the answer is {status}")
        return content

    def _wait(self, headers: Mapping[str, str], number: int) -> float:
        asked = headers.get("retry-after", "")
        wanted = float(asked) if asked.isdigit() else self.limits.back_off * 2 ** (number - 1)
        return min(wanted, self.limits.patience)

    def _request(
        self, method: str, url: str, *, want_content: bool = False
    ) -> tuple[int, Mapping[str, str], bytes]:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"this is no address of the web: {_printable(url)[:80]}")
        limit = Timeout(connect=self.limits.connect, read=self.limits.read)
        secure = parts.scheme == "https"
        kind: Any = _SecurePool if secure else _Pool
        host = parts.hostname.encode("idna").decode("ascii") if ":" not in parts.hostname else parts.hostname
        pool = kind(host, parts.port or (443 if secure else 80), timeout=limit, maxsize=1, retries=False)
        guard = Guard(self.limits)
        pool.conn_kw["guard"] = guard
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with self._hosts.turn(host), guard.watching():
            try:
                response = pool.urlopen(
                    method,
                    target,
                    headers=self._headers,
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    assert_same_host=False,
                )
                headers = {name.lower(): value for name, value in response.headers.items()}
                content = _content(response) if want_content else b""
                response.close()
                if guard.has_cut:
                    raise TimeoutError  # what had come by then looks like an answer
                return int(response.status), headers, content
            except (HTTPError, OSError) as error:
                if guard.has_cut:
                    raise TimeoutError from error  # however the connection takes it
                raise
            finally:
                pool.close()


class Guard:
    """Connects only to where it may, and cuts what takes too long: each byte of a slow answer is in time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._connections: list[socket.socket] = []
        self.has_cut = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        timer = Timer(self._limits.whole, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            for connection in self._connections:
                connection.close()

    def connected(self, host: str, port: int, timeout: Any) -> socket.socket:
        """A connection to a host. Raises `LeadsInside` before anything is sent."""
        error: OSError = OSError(f"{host} has no address")
        inside = False
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if not (self._limits.local or is_outside(str(address[0]))):
                inside = True
                continue
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout if isinstance(timeout, int | float) else self._limits.connect)
                connection.connect(address)
            except OSError as failed:
                connection.close()
                error = failed
                continue
            # Of the same connection, for what is wrapped by TLS is another object
            self._connections.append(connection.dup())
            return connection
        if inside:
            raise LeadsInside(host)
        raise error

    def _cut(self) -> None:
        self.has_cut = True
        for connection in self._connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # it has ended by itself
                continue


class _Connection(HTTPConnection):
    def __init__(self, *arguments: Any, guard: Guard, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._guard = guard

    def _new_conn(self) -> socket.socket:
        return _guarded(self, self._guard)


class _SecureConnection(HTTPSConnection):
    def __init__(self, *arguments: Any, guard: Guard, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._guard = guard

    def _new_conn(self) -> socket.socket:
        return _guarded(self, self._guard)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def _guarded(connection: HTTPConnection, guard: Guard) -> socket.socket:
    try:
        return guard.connected(connection.host, connection.port, connection.timeout)
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "no connection in time") from error
    except OSError as error:
        raise NewConnectionError(connection, error.strerror or str(error)) from error


def is_outside(address: str) -> bool:
    """Whether an address is one of the public internet, however it is written."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_outside(str(inner))
    return ip.is_global and not ip.is_multicast


def _judged(status: int, leads_to: str, *, moved: bool) -> Outcome:
    if 200 <= status < 300:
        kind = ("moved" if moved else "leads on") if leads_to else "answers"
        return Outcome(kind, status, "", leads_to)
    if status in GONE:
        return Outcome("gone", status, "", leads_to)
    return Outcome("refused" if 400 <= status < 500 else "fails", status, "", leads_to)


def _content(response: Any) -> bytes:
    content: bytes = response.read(MOST_ANSWER + 1)
    if len(content) > MOST_ANSWER:
        raise TooMuch
    return content


def _why(error: Exception) -> str:
    cause: BaseException = error.__cause__ or error
    if isinstance(cause, ConnectTimeoutError | ReadTimeoutError | TimeoutError):
        return "no answer in time"
    if isinstance(cause, socket.gaierror):
        return "no such host"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    return _printable(str(cause))[:120] or type(cause).__name__


def _printable(text: str) -> str:
    """What a stranger's server says, so that it can be printed: no control characters, no spaces."""
    return "".join(
        letter if letter.isprintable() and letter != " " else f"%{ord(letter):02X}" for letter in text
    )[:2000]

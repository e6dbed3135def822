"""Has connections of urllib3 (versions 1 and 2), and so those of requests, be made by the browser.

urllib3 2 has a way of its own for browsers, which knows no ``ContextVar``, blocks all of Python, and stands
above ``http.client``, so that response objects differ. It is left aside, so that both versions behave alike.
"""

from types import ModuleType
from typing import Any

from .client import Client
from .messages import NoResponseError
from .wire import HttpSocket, limit, origin


def keep_native_connections(emscripten: ModuleType) -> None:
    """Adapt ``urllib3.contrib.emscripten``, just imported: it is to put nothing in place of connections."""
    emscripten.inject_into_urllib3 = lambda: None  # type: ignore[attr-defined]


def adapt(connection: ModuleType, client: Client) -> None:
    """Adapt ``urllib3.connection``, just imported."""
    refused: Any = connection.NewConnectionError

    def socket_of(self: Any, scheme: str) -> HttpSocket:
        host = self._tunnel_host or self.host
        port = self._tunnel_port if self._tunnel_host else self.port

        def as_urllib3_does(error: NoResponseError) -> Exception:
            exception: Exception = refused(self, str(error))
            return exception

        return HttpSocket(client, origin(scheme, host, port), limit(self.timeout), as_urllib3_does)

    def connect(self: Any) -> None:
        self.sock = socket_of(self, "http")

    def connect_securely(self: Any) -> None:
        self.sock = socket_of(self, "https")
        # Browsers verify all certificates, and nobody can keep them from it.
        self.is_verified = True

    connection.HTTPConnection.connect = connect
    connection.HTTPSConnection.connect = connect_securely

"""Takes the place of the standard library's ``ssl`` where a Pyodide comes without it.

The browser does the encryption, but ``http.client`` and all on top of it know HTTPS only if they can import
``ssl``. What they use of it is here: a context takes any setting, and encrypts nothing. Newer Pyodides
have such a module of their own.
"""

import importlib.util
import sys
from enum import Enum, IntEnum, IntFlag
from typing import Any, NoReturn

# The version that Pyodide's own would be of; urllib3 looks at it.
OPENSSL_VERSION = "OpenSSL 1.1.1w  11 Sep 2023"
OPENSSL_VERSION_INFO = (1, 1, 1, 23, 15)
OPENSSL_VERSION_NUMBER = 0x1010117F

HAS_SNI = HAS_ALPN = HAS_NEVER_CHECK_COMMON_NAME = HAS_TLSv1_2 = HAS_TLSv1_3 = True
HAS_ECDH = HAS_NPN = HAS_SSLv2 = HAS_SSLv3 = HAS_TLSv1 = HAS_TLSv1_1 = False


class SSLError(OSError):
    """As the real one."""


class SSLZeroReturnError(SSLError):
    """As the real one."""


class SSLWantReadError(SSLError):
    """As the real one."""


class SSLWantWriteError(SSLError):
    """As the real one."""


class SSLSyscallError(SSLError):
    """As the real one."""


class SSLEOFError(SSLError):
    """As the real one."""


class SSLCertVerificationError(SSLError, ValueError):
    """As the real one."""


CertificateError = SSLCertVerificationError


class VerifyMode(IntEnum):
    """As the real one."""

    CERT_NONE = 0
    CERT_OPTIONAL = 1
    CERT_REQUIRED = 2


class TLSVersion(IntEnum):
    """As the real one."""

    MINIMUM_SUPPORTED = -2
    SSLv3 = 0x300
    TLSv1 = 0x301
    TLSv1_1 = 0x302
    TLSv1_2 = 0x303
    TLSv1_3 = 0x304
    MAXIMUM_SUPPORTED = -1


class _SSLMethod(IntEnum):
    PROTOCOL_TLS = 2
    PROTOCOL_SSLv23 = 2
    PROTOCOL_TLSv1 = 3
    PROTOCOL_TLSv1_1 = 4
    PROTOCOL_TLSv1_2 = 5
    PROTOCOL_TLS_CLIENT = 16
    PROTOCOL_TLS_SERVER = 17


class Options(IntFlag):
    """As the real one."""

    OP_ALL = 0x50
    OP_NO_TICKET = 0x4000
    OP_NO_COMPRESSION = 0x20000
    OP_CIPHER_SERVER_PREFERENCE = 0x400000
    OP_NO_SSLv2 = 0x1000000
    OP_NO_SSLv3 = 0x2000000
    OP_NO_TLSv1 = 0x4000000
    OP_NO_TLSv1_2 = 0x8000000
    OP_NO_TLSv1_1 = 0x10000000
    OP_NO_TLSv1_3 = 0x20000000


class VerifyFlags(IntFlag):
    """As the real one."""

    VERIFY_DEFAULT = 0
    VERIFY_CRL_CHECK_LEAF = 4
    VERIFY_CRL_CHECK_CHAIN = 12
    VERIFY_X509_STRICT = 32
    VERIFY_X509_TRUSTED_FIRST = 0x8000
    VERIFY_X509_PARTIAL_CHAIN = 0x80000


class Purpose(Enum):
    """As the real one."""

    SERVER_AUTH = "1.3.6.1.5.5.7.3.1"
    CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"


for _kind in (VerifyMode, _SSLMethod, Options, VerifyFlags):
    globals().update(_kind.__members__)


class SSLContext:
    """Keeps settings that nobody reads."""

    verify_mode = VerifyMode.CERT_REQUIRED
    verify_flags = VerifyFlags.VERIFY_DEFAULT
    options = Options.OP_ALL
    check_hostname = True
    minimum_version = TLSVersion.MINIMUM_SUPPORTED
    maximum_version = TLSVersion.MAXIMUM_SUPPORTED
    post_handshake_auth = False
    hostname_checks_common_name = False
    keylog_filename = None

    def __init__(self, protocol: int = _SSLMethod.PROTOCOL_TLS) -> None:
        self.protocol = protocol

    def load_verify_locations(self, *_args: Any, **_kwargs: Any) -> None:
        """Do nothing, like the other methods: browsers have their own certificates."""

    load_cert_chain = load_default_certs = set_default_verify_paths = load_verify_locations
    set_ciphers = set_alpn_protocols = load_verify_locations

    def get_ca_certs(self, binary_form: bool = False) -> list[Any]:  # noqa: ARG002
        """Return an empty list."""
        return []

    def wrap_socket(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Raise :class:`SSLError`."""
        raise SSLError("A browser gives Python no sockets that could be encrypted.")

    wrap_bio = wrap_socket


class SSLSocket:
    """Never made."""


class SSLObject:
    """Never made."""


class MemoryBIO:
    """Never of use."""


def create_default_context(purpose: Purpose = Purpose.SERVER_AUTH, **_kwargs: Any) -> SSLContext:
    """Return a context."""
    is_client = purpose == Purpose.SERVER_AUTH
    return SSLContext(_SSLMethod.PROTOCOL_TLS_CLIENT if is_client else _SSLMethod.PROTOCOL_TLS_SERVER)


def _create_unverified_context(*_args: Any, **_kwargs: Any) -> SSLContext:
    return SSLContext(_SSLMethod.PROTOCOL_TLS_CLIENT)


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context


def install() -> None:
    """Make ``import ssl`` find this module, unless it finds one already."""
    if importlib.util.find_spec("ssl") is None:
        sys.modules["ssl"] = sys.modules[__name__]

"""Certificates for servers of tests, from an authority that nobody else trusts."""

import ssl
import warnings
from datetime import UTC, datetime
from pathlib import Path

import trustme

HOST = "localhost"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOT_SO_LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)


class Authority:
    """An authority, and what it and others say of this computer's server."""

    def __init__(self) -> None:
        self._own, self._unknown = trustme.CA(), trustme.CA()
        self.right = self._own.issue_cert(HOST)
        self.of_another_host = self._own.issue_cert("mail.example.org")
        self.expired = self._own.issue_cert(HOST, not_before=LONG_AGO, not_after=NOT_SO_LONG_AGO)
        self.of_a_stranger = self._unknown.issue_cert(HOST)

    def trusting(self) -> ssl.SSLContext:
        """Return what a client verifies servers with: as always, by this authority alone."""
        context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
        self._own.configure_trust(context)
        return context

    def write(self, folder: Path) -> Path:
        """Write the authority's own certificate into a file."""
        path = folder / "authority.pem"
        self._own.cert_pem.write_to_path(str(path))
        return path


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """Return what a server shows *certificate* with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def only_old_tls(context: ssl.SSLContext) -> ssl.SSLContext:
    """Let *context* speak TLS 1.1 and nothing newer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context

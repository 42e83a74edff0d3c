"""A client that shares no code with the suite: python3-grpcio over the published descriptors."""
import itertools
import threading
import time

import grpc
from google.protobuf import json_format

LARGEST_MESSAGE = 16 * 1024 * 1024
LARGEST_METADATA = 48 * 1024
OPTIONS = (
    ("grpc.max_receive_message_length", LARGEST_MESSAGE),
    ("grpc.max_send_message_length", 64 * 1024 * 1024),
    ("grpc.max_metadata_size", LARGEST_METADATA),
    # Connections of their own, and a new try at once: a test restarts what it talks to.
    ("grpc.use_local_subchannel_pool", 1),
    ("grpc.initial_reconnect_backoff_ms", 20),
    # Bounds an attempt, whose handshake takes long on a machine under load.
    ("grpc.min_reconnect_backoff_ms", 5000),
    ("grpc.max_reconnect_backoff_ms", 100),
)
# What the contract allows to repeat with the same request_id: nothing was stored, or the outcome is unknown.
REPEATABLE = ("UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED")
BACKOFF = 0.02  # seconds between two tries


class Refusal(Exception):
    """A call that was refused, with its google.rpc details read."""

    def __init__(self, contracts, error):
        self.code = error.code().name
        self.message = error.details()
        self.reason, self.metadata, self.texts, self.violations = "", {}, {}, {}
        trailers = dict(error.trailing_metadata() or ())
        status = contracts.message("google.rpc.Status").FromString(trailers.get("grpc-status-details-bin", b""))
        for detail in status.details:
            found = contracts.message(detail.TypeName())()
            detail.Unpack(found)
            self._read(found)
        super().__init__(f"{self.code} {self.reason}: {self.message} {self.violations or ''}")

    def _read(self, detail):
        kind = detail.DESCRIPTOR.name
        if kind == "ErrorInfo":
            self.reason, self.domain, self.metadata = detail.reason, detail.domain, dict(detail.metadata)
        elif kind == "LocalizedMessage":
            self.texts[detail.locale] = detail.message
        elif kind == "BadRequest":
            self.violations.update((violation.field, violation.description) for violation in detail.field_violations)


class Tls:
    """Whom a client trusts, the certificate that it shows, and the name that it looks for in the server's."""

    def __init__(self, authority, certificate=None, host=None):
        key, chain = certificate.pems if certificate else (None, None)
        self.credentials = grpc.ssl_channel_credentials(authority.read_bytes(), key, chain)
        self.options = (("grpc.ssl_target_name_override", host),) if host else ()


class Client:
    """Calls methods as one caller. A request is a message, or the JSON form of one as a dict."""

    def __init__(self, contracts, address, tls, token=None, *, acting_for=None, metadata=(), stated=lambda: ()):
        """`stated` gives metadata that lives shorter than the client."""
        self._contracts = contracts
        self._stated = stated
        self._metadata = [("x-error-detail-bytes", "24576"), *metadata]
        if token:
            self._metadata.append(("authorization", f"Bearer {token}"))
        if acting_for:
            self._metadata.append(("x-acting-for", acting_for))
        self._channel = grpc.secure_channel(address, tls.credentials, options=OPTIONS + tls.options)

    def close(self):
        self._channel.close()

    def call(self, method, request=None, *, timeout=20, metadata=(), wait_for_ready=True):
        path, request_class, answer_class = self._contracts.method(method)
        if request is None or isinstance(request, dict):
            request = json_format.ParseDict(request or {}, request_class())
        answer = self.call_bytes(
            path, request.SerializeToString(), timeout=timeout, metadata=metadata, wait_for_ready=wait_for_ready
        )
        return answer_class.FromString(answer)

    def call_bytes(self, path, request, *, timeout=20, metadata=(), wait_for_ready=True):
        """The answer as bytes, for requests that no message class can make."""
        headers = [*self._metadata, *self._stated(), *metadata]
        try:
            return self._channel.unary_unary(path)(
                request, timeout=timeout, metadata=headers, wait_for_ready=wait_for_ready
            )
        except grpc.RpcError as error:
            raise Refusal(self._contracts, error) from None

    def call_stream(self, method, request=None, *, timeout=20):
        """All answers of a method that streams them."""
        path, request_class, answer_class = self._contracts.method(method)
        if request is None or isinstance(request, dict):
            request = json_format.ParseDict(request or {}, request_class())
        answers = self._channel.unary_stream(path)(
            request.SerializeToString(), timeout=timeout, metadata=self._metadata, wait_for_ready=True
        )
        try:
            return [answer_class.FromString(answer) for answer in answers]
        except grpc.RpcError as error:
            raise Refusal(self._contracts, error) from None

    def call_until_answered(self, method, request, *, patience=30):
        """(answer, repeats): repeats a call that was not answered, as the contract allows for the same request_id."""
        end = time.monotonic() + patience
        for repeats in itertools.count():
            try:
                return self.call(method, request, timeout=patience), repeats
            except Refusal as refusal:
                if refusal.code not in REPEATABLE or time.monotonic() > end:
                    raise
            threading.Event().wait(BACKOFF)

    def stream(self, path, requests, *, timeout=20):
        """The answers of a streaming method as bytes."""
        return list(self._channel.stream_stream(path)(iter(requests), timeout=timeout, metadata=self._metadata))

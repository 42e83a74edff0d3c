"""Callers of a test: keys of every kind, the JWKS file of an issuer, and compact JWTs, made with the openssl program and
not with the suite."""
import base64
import hashlib
import json
import pathlib
import tempfile
import time
import uuid

from certificates import openssl

ISSUER = "clearbudget-development"
AUDIENCE = "clearbudget"
_MAKE = {
    "EdDSA": ("ED25519",),
    "ES256": ("EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
    "SM2": ("EC", "-pkeyopt", "ec_paramgen_curve:SM2"),
    "RS256": ("RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
    "PS256": ("RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
}
_PSS = ("-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest")
_POINT = 64  # bytes of an uncompressed P-256 point without its first


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Key:
    """A key pair of one algorithm; `kid` is its id in a JWKS, by default its thumbprint (RFC 7638)."""

    def __init__(self, folder, algorithm, kid=None):
        self.algorithm = algorithm
        self.private_key = pathlib.Path(folder) / f"{uuid.uuid4().hex}.pem"
        self.public_key = self.private_key.with_suffix(".pub.pem")
        self.private_key.touch(mode=0o600)  # the command-line client refuses a key that others may read
        self.private_key.write_bytes(openssl("genpkey", "-algorithm", *_MAKE[algorithm]))
        self.public_key.write_bytes(openssl("pkey", "-in", self.private_key, "-pubout"))
        members = self._members()
        thumbprint = hashlib.sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()).digest()
        self.kid = kid or encode(thumbprint)
        self.jwk = {**members, "kid": self.kid, "alg": algorithm, "use": "sig"}

    def _members(self):
        """The public half as RFC 7518 and 8037 have it."""
        der = openssl("pkey", "-in", self.private_key, "-pubout", "-outform", "DER")
        if self.algorithm == "EdDSA":
            return {"kty": "OKP", "crv": "Ed25519", "x": encode(der[-32:])}
        if self.algorithm in ("ES256", "SM2"):  # A JWKS has no SM2; such a key signs no tokens.
            x, y = der[-_POINT : -_POINT // 2], der[-_POINT // 2 :]
            return {"kty": "EC", "crv": "P-256", "x": encode(x), "y": encode(y)}
        modulus = openssl("rsa", "-in", self.private_key, "-noout", "-modulus").decode().strip().partition("=")[2]
        return {"kty": "RSA", "n": encode(bytes.fromhex(modulus)), "e": "AQAB"}

    def sign(self, text):
        # openssl must know the length of what Ed25519 signs, so it reads it from a file.
        with tempfile.NamedTemporaryFile() as file:
            file.write(text)
            file.flush()
            if self.algorithm == "EdDSA":
                return openssl("pkeyutl", "-sign", "-inkey", self.private_key, "-rawin", "-in", file.name)
            padding = _PSS if self.algorithm == "PS256" else ()
            signature = openssl("dgst", "-sha256", *padding, "-sign", self.private_key, file.name)
        return _raw_of_der(signature) if self.algorithm == "ES256" else signature

    def token(self, claims, **header):
        """A compact JWT; claims may be given as their JSON text, header members replace the usual ones."""
        header = {"alg": self.algorithm, "typ": "JWT", "kid": self.kid, **header}
        header = {name: value for name, value in header.items() if value is not None}
        text = claims if isinstance(claims, bytes) else as_json(claims)
        signed = f"{encode(as_json(header))}.{encode(text)}"
        return f"{signed}.{encode(self.sign(signed.encode()))}"


def _raw_of_der(signature):
    """r and s as 32 bytes each, as JWTs hold an ECDSA signature (RFC 7518); DER is two integers in a sequence."""
    length = signature[3]
    numbers = signature[4 : 4 + length], signature[6 + length :]
    return b"".join(number.lstrip(b"\0").rjust(32, b"\0") for number in numbers)


class TokenMaker:
    """An issuer with its keys in a folder; its JWKS file holds their public halves."""

    def __init__(self, folder, algorithms=("EdDSA",)):
        self._folder = pathlib.Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self.jwks_file = self._folder / "jwks.json"
        self.keys = {}
        for algorithm in algorithms:
            self.add_key(algorithm)

    def add_key(self, algorithm, kid=None):
        """A new key, which signs from now on what is signed by its algorithm."""
        self.keys[algorithm] = Key(self._folder, algorithm, kid)
        self.publish(self.keys.values())
        return self.keys[algorithm]

    def publish(self, keys):
        """Replaces the JWKS file as a whole."""
        draft = self.jwks_file.with_suffix(".new")
        draft.write_bytes(as_json({"keys": [key.jwk for key in keys]}))
        draft.rename(self.jwks_file)

    def claims(self, person, /, *, lifetime=3600, **other_claims):
        """The claims of one of people.PEOPLE; other_claims replace what stands there."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "sub": person["subject"],
            "person": person.get("person", ""),
            "agency": person.get("agency", ""),
            "roles": person["roles"],
            "region": person.get("region", ""),
            "aud": AUDIENCE,
            "iat": now,
            "nbf": now,
            "exp": now + lifetime,
        }
        return {name: value for name, value in claims.items() if value != ""} | other_claims

    def token(self, person, /, *, algorithm="EdDSA", **other_claims):
        return self.keys[algorithm].token(self.claims(person, **other_claims))


def assertion(key, person, audience, *, age=0, lifetime=60, **other_claims):
    """What the gateway, whose key it is, would say of one of people.PEOPLE to a service, `age` seconds ago."""
    now = int(time.time()) - age
    names = {"subject": "sub", "person": "person", "agency": "agency", "region": "region", "roles": "roles"}
    claims = {name: person[field] for field, name in names.items() if person.get(field)}
    claims |= {"iss": "clearbudget-gateway", "aud": audience, "iat": now, "exp": now + lifetime} | other_claims
    return key.token(claims, typ="clearbudget-assertion+jwt")

"""Callers of a test: Ed25519 key pairs and compact JWTs, made with the openssl program and not with the suite."""
import base64
import json
import pathlib
import subprocess
import tempfile
import time

ISSUER = "clearbudget-development"
AUDIENCE = "clearbudget"


def _openssl(*arguments, given=b""):
    return subprocess.run(["openssl", *arguments], input=given, check=True, capture_output=True).stdout


def _base64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class TokenMaker:
    """A key pair in a folder, and tokens signed with it."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.private_key = folder / "token.pem"
        self.public_key = folder / "token.pub.pem"
        self.private_key.touch(mode=0o600)  # the command-line client refuses a key that others may read
        self.private_key.write_bytes(_openssl("genpkey", "-algorithm", "ED25519"))
        self.public_key.write_bytes(_openssl("pkey", "-in", str(self.private_key), "-pubout"))

    def token(self, person, *, algorithm="EdDSA", lifetime=3600, **other_claims):
        """A token of one of people.PEOPLE; other_claims replace what stands there."""
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
            **other_claims,
        }
        header = _base64(json.dumps({"alg": algorithm, "typ": "JWT"}, separators=(",", ":")).encode())
        body = _base64(json.dumps(claims, ensure_ascii=False, separators=(",", ":")).encode())
        signed = f"{header}.{body}"
        return f"{signed}.{_base64(self._sign(signed.encode()))}"

    def _sign(self, text):
        # Ed25519 needs to know the length of what it signs, so openssl reads it from a file.
        with tempfile.NamedTemporaryFile() as file:
            file.write(text)
            file.flush()
            return _openssl("pkeyutl", "-sign", "-inkey", str(self.private_key), "-rawin", "-in", file.name)

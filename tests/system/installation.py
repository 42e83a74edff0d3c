"""The keys, certificates and identity policy of one suite, made with the openssl program or by `clearbudget keys`; what
each process is given of them."""
import json
import types

from certificates import TRUST_DOMAIN, Authority, Certificate
from client import Tls
from tokens import AUDIENCE, ISSUER, Key, TokenMaker

PROCESSES = ("gateway", "submission", "performance", "disclosure")
PLATFORM = "platform.test.example"
PLATFORM_AGENCY = "regions/990101/agencies/201"


class Installation:
    def __init__(self, folder, trail_algorithm="EdDSA"):
        self.folder = folder
        self.internal = Authority(folder / "internal", "internal")
        self.processes = {name: self.internal.issue_process(name) for name in PROCESSES}
        self.public = Authority(folder / "public", "public")
        self.public_gateway = self.public.issue("gateway", dns=["localhost"], ips=["127.0.0.1"])
        self.clients = Authority(folder / "clients", "clients")
        self.platform = self.clients.issue("platform", dns=[PLATFORM])
        self.internal_revocations = folder / "internal.crl"
        self.client_revocations = folder / "clients.crl"
        self.internal.write_revocation_list(self.internal_revocations)
        self.clients.write_revocation_list(self.client_revocations)
        self.tokens = TokenMaker(folder / "issuer")
        self.assertion_key = Key(folder, "EdDSA")
        self.trail_key = Key(folder, trail_algorithm)
        self.policy = folder / "identity_policy.json"
        self.write_policy()

    def write_policy(self, algorithms=("EdDSA",), keys_url=None):
        """Whom the gateway trusts; with a url its server's certificate comes from the authority of the public ones."""
        keys = {"jwksUrl": keys_url, "caFile": str(self.public.certificate)}
        issuer = {"issuer": ISSUER, "audience": AUDIENCE, "algorithms": list(algorithms)}
        issuer |= keys if keys_url else {"jwksFile": str(self.tokens.jwks_file)}
        platform = {
            "dnsName": PLATFORM,
            "subject": "system:test-platform",
            "agency": PLATFORM_AGENCY,
            "region": PLATFORM_AGENCY.partition("/agencies")[0],
            "roles": ["platform"],
        }
        self.policy.write_text(json.dumps({"issuers": [issuer], "certificates": [platform]}))

    def service_options(self, name):
        own = self.processes[name]
        return [
            f"--certificate_file={own.certificate}",
            f"--private_key_file={own.key}",
            f"--ca_file={self.internal.certificate}",
            f"--crl_file={self.internal_revocations}",
            f"--assertion_public_key_file={self.assertion_key.public_key}",
            f"--trail_key_file={self.trail_key.private_key}",
        ]

    def gateway_options(self):
        own = self.processes["gateway"]
        return [
            f"--tls_certificate_file={self.public_gateway.certificate}",
            f"--tls_private_key_file={self.public_gateway.key}",
            "--client_certificates=optional",
            f"--client_ca_file={self.clients.certificate}",
            f"--client_crl_file={self.client_revocations}",
            f"--internal_certificate_file={own.certificate}",
            f"--internal_private_key_file={own.key}",
            f"--internal_ca_file={self.internal.certificate}",
            f"--internal_crl_file={self.internal_revocations}",
            f"--identity_policy={self.policy}",
            f"--assertion_private_key_file={self.assertion_key.private_key}",
        ]

    def to_gateway(self, certificate=None):
        """How a client reaches the gateway."""
        return Tls(self.public.certificate, certificate)

    def to_service(self, name, certificate):
        """How somebody with a certificate reaches a service without the gateway."""
        return Tls(self.internal.certificate, certificate, f"{name}.{TRUST_DOMAIN}")


class MadeByClient(Installation):
    """What `clearbudget keys` left in a folder; its people have no tokens but those that the client signs."""

    def __init__(self, folder):
        def pair(path):
            return Certificate(folder / f"{path}.pem", folder / f"{path}_key.pem")

        def keys(name):
            private_key, public_key = folder / f"{name}_private.pem", folder / f"{name}_public.pem"
            return types.SimpleNamespace(private_key=private_key, public_key=public_key)

        self.folder = folder
        self.internal, self.public, self.clients = (pair(f"{name}/ca") for name in ("internal", "public", "clients"))
        self.processes = {name: pair(f"internal/{name}") for name in PROCESSES}
        self.public_gateway, self.platform = pair("public/gateway"), pair("clients/platform")
        self.internal_revocations = self.client_revocations = ""
        self.assertion_key, self.trail_key = keys("assertion"), keys("trail")
        self.tokens = types.SimpleNamespace(keys={"EdDSA": keys("token")})
        self.policy = folder / "identity_policy.yaml"

"""Certificates of a test, made with the openssl program and not with the suite: authorities, what they issue, and lists
of what they revoked."""
import pathlib
import shutil
import subprocess

TRUST_DOMAIN = "clearbudget.internal"
PAST = ("20200101000000Z", "20200201000000Z")
_CONFIGURATION = """
[ca]
default_ca = own
[own]
database = {folder}/index.txt
new_certs_dir = {folder}
certificate = {folder}/ca.pem
private_key = {folder}/ca.key
rand_serial = yes
default_md = sha256
default_days = 2
default_crl_days = 2
unique_subject = no
policy = any
[any]
commonName = supplied
[req]
distinguished_name = any
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
"""


def openssl(*arguments, given=b""):
    return subprocess.run(["openssl", *map(str, arguments)], input=given, check=True, capture_output=True).stdout


class Certificate:
    """A certificate and its key as PEM files."""

    def __init__(self, certificate, key):
        self.certificate, self.key = certificate, key

    def replace(self, other):
        """Takes the other's content, each file as a whole; the certificate last, as those that watch it want both."""
        for path, source in ((self.key, other.key), (self.certificate, other.certificate)):
            draft = path.with_suffix(".new")
            shutil.copy(source, draft)
            draft.rename(path)

    @property
    def pems(self):
        """(key, certificate) as bytes."""
        return self.key.read_bytes(), self.certificate.read_bytes()


class Authority:
    """A certificate authority in a folder of its own."""

    def __init__(self, folder, name):
        self._folder = pathlib.Path(folder)
        self._folder.mkdir(parents=True)
        (self._folder / "index.txt").touch()
        self._configuration = self._folder / "openssl.cnf"
        self._configuration.write_text(_CONFIGURATION.format(folder=self._folder))
        self.certificate = self._folder / "ca.pem"
        self._openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", f"/CN={name}", "-extensions", "authority",
            "-keyout", self._folder / "ca.key", "-out", self.certificate,
        )  # fmt: skip

    def issue(self, name, *, dns=(), ips=(), validity=None):
        """A certificate whose files are named by `name`; validity is (first, last) moment as YYYYMMDDHHMMSSZ."""
        key, request, certificate = (self._folder / f"{name}.{kind}" for kind in ("key", "csr", "pem"))
        names = ",".join([f"DNS:{each}" for each in dns] + [f"IP:{each}" for each in ips])
        extensions = self._folder / f"{name}.ext"
        extensions.write_text(
            "basicConstraints = critical,CA:FALSE\n"
            "keyUsage = critical,digitalSignature\n"
            "extendedKeyUsage = serverAuth,clientAuth\n"
            "authorityKeyIdentifier = keyid\n" + (f"subjectAltName = {names}\n" if names else "")
        )
        self._openssl(
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", f"/CN={name}", "-keyout", key, "-out", request,
        )  # fmt: skip
        key.chmod(0o600)
        dates = ("-startdate", validity[0], "-enddate", validity[1]) if validity else ()
        self._openssl(
            "ca", "-batch", "-notext", "-in", request, "-out", certificate, "-extfile", extensions, *dates,
        )  # fmt: skip
        return Certificate(certificate, key)

    def issue_process(self, process, **options):
        """The certificate by which the processes of the suite know one another."""
        return self.issue(process, dns=[f"{process}.{TRUST_DOMAIN}"], **options)

    def revoke(self, certificate):
        self._openssl("ca", "-revoke", certificate.certificate)

    def write_revocation_list(self, path):
        """The list of all that was revoked; the file is replaced as a whole."""
        draft = path.with_suffix(".new")
        self._openssl("ca", "-gencrl", "-out", draft)
        draft.rename(path)

    def _openssl(self, command, *arguments):
        return openssl(command, "-config", self._configuration, *arguments)

"""An OpenID Connect provider for tests: real HTTP, real keys, authorization code with PKCE. It can be told to lie.

`provider.answer(address, subject=…)` is what a person's browser would bring back after signing in there.
"""

import base64
import hashlib
import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "diwan-of-the-tests"


class LocalProvider:
    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.signs_with = self.key
        self.codes, self.lies, self.asked = {}, {}, []
        self.metadata_lies = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, address, *, subject, **lies):
        """The query that the browser brings back; `lies` stand in the signed token, None takes a claim out."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        self.asked.append(asked)
        code = uuid.uuid4().hex
        self.codes[code] = (asked, subject, lies)
        return urlencode({"code": code, "state": asked["state"]})

    def token(self, told):
        asked, subject, lies = self.codes.pop(told["code"])  # a code opens once
        challenge = base64.urlsafe_b64encode(hashlib.sha256(told["code_verifier"].encode()).digest()).rstrip(
            b"="
        )
        assert challenge.decode() == asked["code_challenge"]
        assert told["redirect_uri"] == asked["redirect_uri"]
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": subject,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
            "email": "shared.desk@example.org",
        } | lies
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signs_with)
        return {"access_token": "unused", "token_type": "Bearer", "id_token": signed}

    def documents(self):
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
            | self.metadata_lies,
            "/jwks": {"keys": [self.key.as_dict(private=False)]},
        }

    def _handler(provider):  # noqa: N805 - the handler's own self is another
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                address = urlsplit(self.path)
                if address.path == "/authorize":
                    asked = parse_qs(address.query)
                    back = provider.answer(self.path, subject=provider.person)
                    self.send_response(302)
                    self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
                    self.end_headers()
                    return
                self.tell(provider.documents().get(address.path))

            def do_POST(self):
                told = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                try:
                    self.tell(provider.token({name: values[0] for name, values in told.items()}))
                except (KeyError, AssertionError):
                    self.tell({"error": "invalid_grant"}, 400)

            def tell(self, body, status=200):
                self.send_response(404 if body is None else status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body or {}).encode())

            def log_message(self, *_):
                """The test says what went wrong."""

        return Handler

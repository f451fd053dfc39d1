"""A small OpenID provider in the test’s own process, on the loopback address: it signs in whoever it is told to, gives
a code once, and asks for the secret and for the proof key (PKCE) that belong to it."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "equity-steps", "a-secret-between-the-two-that-nobody-else-knows"


class Provider(ThreadingHTTPServer):
    """`subject` and `email` are who signs in next. `asked` holds what the last sign-in asked for."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.subject, self.email = "subject-1", "somebody@example.test"
        self.issuer = ""
        self.asked: dict[str, str] = {}
        self.codes: dict[str, str] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def claims(self) -> dict:
        return {
            "iss": self.issuer or self.address,
            "aud": CLIENT,
            "sub": self.subject,
            "email": self.email,
            "email_verified": True,
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
        }


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self):
        asked = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        here = self.server.address
        if asked.path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorise",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif asked.path == "/authorise":
            code = secrets.token_urlsafe()
            self.server.asked, self.server.codes[code] = query, query["code_challenge"]
            self.send_response(302)
            back = urlencode({"code": code, "state": query["state"]})
            self.send_header("Location", f"{query['redirect_uri']}?{back}")
            self.end_headers()
        elif asked.path == "/userinfo":
            self._json(self.server.claims())
        else:
            self._json({}, 404)

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        challenge = self.server.codes.pop(form.get("code"), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if form.get("client_secret") != SECRET or challenge is None or proof != challenge:
            self._json({"error": "invalid_grant"}, 400)
            return
        token = jwt.encode(self.server.claims(), SECRET, algorithm="HS256")
        self._json({"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "id_token": token})

    def _json(self, body: dict, status: int = 200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args):
        """Silent: a test reads what was asked."""


@contextmanager
def running_provider():
    provider = Provider()
    threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()

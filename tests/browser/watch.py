"""Watches a browser for what must never happen: errors, broken page rules, a request that leaves this machine."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, Route, WebError

# The NHS font may come from here; in tests it never does, so that nothing leaves this machine.
FONT_HOST = "https://assets.nhs.uk/"
REPORT_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event => console.error(
    `Content Security Policy: ${event.effectiveDirective} refused ${event.blockedURI} (${event.sourceFile})`))"""


@dataclass
class Watch:
    """What went wrong, in the order it happened. `expect("status of 403")` lets one kind of console error pass."""

    address: str
    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, text: str):
        self.expected.append(text)

    @property
    def problems(self) -> list[str]:
        return [problem for problem in self.seen if not any(text in problem for text in self.expected)]

    def attach(self, context: BrowserContext):
        context.add_init_script(REPORT_VIOLATIONS)
        context.route(lambda url: not url.startswith(f"{self.address}/"), self._other_host)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("response", self._response)

    def _other_host(self, route: Route):
        if route.request.url.startswith(FONT_HOST):
            route.fulfill(status=200, body=b"", headers={"Access-Control-Allow-Origin": "*"})
            return
        self.seen.append(f"request to another host: {route.request.url}")
        route.abort()

    def _console(self, message: ConsoleMessage):
        if message.type == "error" and not message.location.get("url", "").startswith(FONT_HOST):
            self.seen.append(f"console error: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError):
        self.seen.append(f"JavaScript error: {error.error.message}")

    def _response(self, response: Response):
        if response.status >= 500:
            self.seen.append(f"status of {response.status}: {response.request.method} {response.url}")

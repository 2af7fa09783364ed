"""Measures the writing screen in Chromium: python benchmarks/desk.py [address] [password].

Asks a site that runs with the demo: what the screen fetches in an empty browser, what a key costs
while 200 findings stand in 800 words, and how long after the last key a new one is underlined,
among those and in a story of 800 words as they are: a number in every other paragraph.
Saves nothing. Run it against gunicorn after `collectstatic` with debug off: `make run` joins no
files. Needs what `make install-dev` installs.
"""

from __future__ import annotations

import shutil
import sys
from statistics import median, quantiles

from playwright.sync_api import BrowserContext, Page, sync_playwright

SITE = (sys.argv[1:] or ["http://127.0.0.1:8000"])[0].rstrip("/")
PASSWORD = (sys.argv[2:] or ["newsroom-demo"])[0]
EDITOR = ".field-body [role=textbox]"
FINDING = ":is(.nr-wrong, .nr-look, .nr-right)"
# Nine words with three numbers that the desk has on record.
SENTENCE = "They lost 158 operations, 1,854 appointments and 158 operations."
PLAIN = "Nobody who works there was surprised by it at all."
ROUNDS, KEYS = 20, 100
PAUSE = 80  # ms between two keys: 150 words a minute

PASTE = """text => {
    const data = new DataTransfer()
    data.setData("text/plain", text)
    document.querySelector(".field-body [role=textbox]").dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""
# From a key to the end of all that its events did: the task after them.
LISTEN = """() => {
    window.costs = []
    let began = 0
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => costs.push(performance.now() - began)
    addEventListener("keydown", () => (began = performance.now()), true)
    addEventListener("input", () => port2.postMessage(""), true)
}"""
WAIT_FOR = """([there, where]) => new Promise((done) => {
    const began = performance.now()
    const look = () => {
        if (document.querySelectorAll(where).length > there) done(performance.now() - began)
        else requestAnimationFrame(look)
    }
    look()
})"""


def log_in(page: Page) -> None:
    page.goto(f"{SITE}/admin/login/")
    page.fill("#id_username", "reporter")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_load_state()


def weigh(context: BrowserContext) -> None:
    """Each request of the screen, and its bytes on the wire with their headers."""
    page = context.new_page()
    page.goto(f"{SITE}/admin/articles/article/?q=DEMO+DRAFT")
    address = page.locator("#result_list a:has-text('DEMO DRAFT')").first.get_attribute("href")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    asked: dict[str, str] = {}
    sizes: dict[str, float] = {}

    def ask(event: dict) -> None:
        request = event["request"]
        asked[event["requestId"]] = f"{request['method']} {request['url'].removeprefix(SITE)}"

    def end(event: dict) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"] / 1024

    session.on("Network.requestWillBeSent", ask)
    session.on("Network.loadingFinished", end)
    page.goto(f"{SITE}{address}")
    page.locator(EDITOR).wait_for()
    page.wait_for_timeout(3000)
    for key, what in asked.items():
        print(f"{sizes.get(key, 0):7.1f} KB  {what}")
    print(f"{sum(sizes.values()):7.1f} KB in {len(asked)} requests\n")
    page.close()


def pasted(context: BrowserContext, paragraphs: list[str], findings: int) -> Page:
    """A new story of these, with the cursor at the end of the ninth."""
    page = context.new_page()
    # Nothing of this is kept.
    page.route("**/article/draft/**", lambda route: route.abort())
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{SITE}/admin/articles/article/add/")
    page.locator(EDITOR).click()
    page.evaluate(PASTE, "\n\n".join(paragraphs))
    page.locator(f"{EDITOR} {FINDING}").nth(findings - 1).wait_for()
    page.wait_for_timeout(1000)
    words = len(page.locator(EDITOR).inner_text().split())
    print(f"{page.locator(f'{EDITOR} {FINDING}').count()} findings in {words} words")
    page.locator(f"{EDITOR} p").nth(8).click()
    page.keyboard.press("End")
    return page


def type_among_findings(context: BrowserContext) -> None:
    page = pasted(context, [" ".join([SENTENCE] * 4 + [PLAIN])] * 17, 195)
    page.evaluate(LISTEN)
    session = context.new_cdp_session(page)
    # Of the thread and not of the clock: others may keep the machine busy.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")

    before = busy()
    page.keyboard.type("a few plain words " * (KEYS // 18 + 1), delay=PAUSE)
    costs = page.evaluate("costs")
    whole = (busy() - before) / len(costs)
    print(
        f"a key, from keydown to the task after its input: median {median(costs):.1f} ms, "
        f"95th in a hundred {quantiles(costs, n=20)[18]:.1f}; all that the page did meanwhile, "
        f"findings asked for and drawn with it: {whole:.1f} ms a key"
    )
    time_underlines(page)
    page.close()


def type_in_a_story(context: BrowserContext) -> None:
    with_a_number = " ".join([PLAIN] * 4 + ["They lost 158 operations."])
    page = pasted(context, [with_a_number, " ".join([PLAIN] * 5)] * 8 + [PLAIN], 8)
    time_underlines(page)
    page.close()


def time_underlines(page: Page) -> None:
    shown = []
    for _ in range(ROUNDS):
        there = page.locator(f"{EDITOR} {FINDING}").count()
        page.keyboard.type("and 158 operations", delay=PAUSE)
        page.keyboard.type(". ")
        shown.append(page.evaluate(WAIT_FOR, [there, f"{EDITOR} {FINDING}"]))
    print(
        f"underlined after the last key: median {median(shown):.0f} ms, slowest {max(shown):.0f}\n"
    )


def main() -> None:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 760})
        log_in(context.new_page())
        weigh(context)
        type_among_findings(context)
        type_in_a_story(context)
        browser.close()


if __name__ == "__main__":
    main()

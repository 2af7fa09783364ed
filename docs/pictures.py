"""Draws the pictures of editors.md and README.md: python docs/pictures.py [address] [password].

Asks a site that runs with the demo (make run) in Chromium, at the sizes people work at; writes
docs/img/. Needs what `make install-dev` installs.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SITE = (sys.argv[1:] or ["http://127.0.0.1:8000"])[0].rstrip("/")
PASSWORD = (sys.argv[2:] or ["newsroom-demo"])[0]
FOLDER = Path(__file__).parent / "img"
DESK, PHONE = (1280, 760), (390, 780)
LETTER = """From: Hampshire Hospitals NHS Foundation Trust <press@example.org>
Date: Tue, 12 Jan 2016 16:05:00 +0000
Subject: Industrial action: figures for today

Dear all,
At the Royal Hampshire County Hospital three of 35 clinics were lost, but none of its operations.
In Basingstoke seven of 64 clinics did not go ahead and two operations were cancelled.
Kind regards,
Press office, 023 8000 0000
"""
COPY = """Southampton trust puts off 1,845 appointments

University Hospital Southampton NHS Foundation Trust put off 1,845 appointments in the strike of
April 2023, NHS England said. Of these 158 were operations.
"""


def log_in(page: Page, name: str) -> None:
    page.goto(f"{SITE}/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_load_state()


def story(page: Page, headline: str) -> None:
    """Opens the working copy that is called so."""
    page.goto(f"{SITE}/admin/articles/article/?q={headline.replace(' ', '+')}")
    page.click(f"#result_list a:has-text('{headline}')")
    page.locator(".field-body [role=textbox]").wait_for()
    page.wait_for_timeout(1000)


def desk(page: Page) -> None:
    page.goto(f"{SITE}/admin/")


def write(page: Page) -> None:
    story(page, "DEMO DRAFT")


def cite(page: Page) -> None:
    story(page, "DEMO DRAFT")
    page.locator(".field-body [role=textbox] p").nth(1).click()
    page.keyboard.press("End")
    page.keyboard.type(" Of these 158 were operations")
    page.keyboard.press("ArrowLeft")
    for _ in range(len("were operations")):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    # The editor hears where the cursor is a moment later.
    page.wait_for_timeout(300)
    page.keyboard.press("Control+e")
    page.locator("[role=listbox] [role=option]").first.wait_for()
    page.wait_for_timeout(500)


def paste(page: Page) -> None:
    page.goto(f"{SITE}/admin/hospitals/disruptionfigure/statement/")
    page.fill("#letter-text", LETTER)
    page.click("button[name=_read]")
    page.wait_for_load_state()


def check(page: Page) -> None:
    page.goto(f"{SITE}/admin/check-copy/")
    page.fill("#copy-text", COPY)
    page.click("text=Check it")
    page.wait_for_load_state()


def sign_off(page: Page) -> None:
    page.goto(f"{SITE}/admin/")
    page.click("text=Sign it off")
    page.wait_for_load_state()


def corrected(page: Page) -> None:
    page.goto(f"{SITE}/admin/articles/correctionplan/")
    page.click("#result_list a:has-text('Northmoor')")
    page.wait_for_load_state()


def cover(page: Page) -> None:
    page.goto(f"{SITE}/admin/deeds/cover/add/?name=Imran+Vale")
    page.wait_for_load_state()


PICTURES = [
    ("desk", "sub", DESK, desk),
    ("write", "reporter", DESK, write),
    ("cite", "reporter", DESK, cite),
    ("paste", "reporter", DESK, paste),
    ("check", "reporter", DESK, check),
    ("sign-off", "sub", PHONE, sign_off),
    ("corrected", "sub", DESK, corrected),
    ("cover", "editor", DESK, cover),
]


def main() -> None:
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for name, person, (width, height), show in PICTURES:
            context = browser.new_context(viewport={"width": width, "height": height})
            page = context.new_page()
            # Leaving a story that is not saved asks; nothing of these pictures is kept.
            page.on("dialog", lambda dialog: dialog.accept())
            log_in(page, person)
            show(page)
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
            print(f"docs/img/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()

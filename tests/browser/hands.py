"""Somebody at the desk, whose every action is counted, and how long a person would take.

A click, a key or chord, a field typed and a paste are one action each; so is a tap. Nothing is
done but through the page: no script writes into it, no address is opened that no link leads to.
"""

import re
import time
from dataclasses import dataclass, field

# Seconds of a practised person, as in the keystroke-level model (Card, Moran and Newell 1980):
# to think what is next, to point, to press, and a key of an average typist.
THINKS, POINTS, PRESSES, KEY = 1.35, 1.1, 0.2, 0.28
# To the other window, all of it, copied, back, pasted: five chords of two keys.
PASTES = 5 * 2 * KEY
WORDS_A_MINUTE = 238  # silent reading of non-fiction, Brysbaert 2019

PASTE = """text => {
    const data = new DataTransfer()
    data.setData("text/plain", text)
    const here = document.activeElement
    const how = { clipboardData: data, bubbles: true, cancelable: true }
    if (here.dispatchEvent(new ClipboardEvent("paste", how)) && "value" in here) {
        here.setRangeText(text, here.selectionStart, here.selectionEnd, "end")
        here.dispatchEvent(new Event("input", { bubbles: true }))
    }
}"""


@dataclass
class Hand:
    """One person at one page. `log` says what was done, in order; `seconds` what it would take."""

    page: object
    who: str = ""
    log: list[str] = field(default_factory=list)
    seconds: float = 0
    waited: float = 0

    @property
    def count(self):
        return len(self.log)

    def did(self, what, seconds):
        self.log.append(what)
        self.seconds += THINKS + seconds

    def click(self, place):
        words = words_of(place)
        place.click()
        self.did(f"click {words}", POINTS + PRESSES)

    def tap(self, place):
        words = words_of(place)
        place.tap()
        self.did(f"tap {words}", POINTS + PRESSES)

    def key(self, chord):
        self.page.keyboard.press(chord)
        self.did(chord, len(chord.split("+")) * KEY)

    def paste(self, text):
        """Into whatever has the focus, as a browser does it."""
        self.page.evaluate(PASTE, text)
        self.did(f"paste {text.split(chr(10))[0][:40]!r}", PASTES)

    def type(self, text):
        self.page.keyboard.type(text)
        self.did(f"type {text!r}", len(text) * KEY)

    def choose(self, place, label):
        place.select_option(label=label)
        self.did(f"choose {label!r}", POINTS + PRESSES)

    def reads(self, text):
        """No action, but it takes its time."""
        self.seconds += len(re.findall(r"\w+", text)) / WORDS_A_MINUTE * 60

    def wait(self, place, **how):
        """The machine’s part. A page hears keys once its scripts are there: no person is sooner."""
        began = time.monotonic()
        place.wait_for(**how)
        self.page.wait_for_load_state()
        self.waited += time.monotonic() - began

    @property
    def time(self):
        """Seconds of the person and the machine, one after the other."""
        return self.seconds + self.waited

    def report(self):
        return (
            f"{self.who}: {self.count} actions, {self.seconds:.0f} s of a person (modelled), "
            f"{self.waited:.0f} s of the machine\n  " + " · ".join(self.log)
        )


def words_of(place):
    return f"“{' '.join(place.inner_text().split())[:40]}”"

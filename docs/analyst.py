"""Three questions to the API, with nothing but Python: python docs/analyst.py [address].

1. How many appointments did each strike cost, in the trusts we hold numbers for and in England?
2. For which trusts and strikes is there no number, and why?
3. Which numbers have changed since they were published?
"""

import json
import sys
from collections import Counter, defaultdict
from urllib.parse import urlencode
from urllib.request import urlopen

API = (sys.argv[1:] or ["http://127.0.0.1:8000"])[0].rstrip("/") + "/api/v1/"


def records(path, **parameters):
    """Every record of a list, page after page."""
    url = f"{API}{path}?{urlencode(parameters)}"
    while url:
        with urlopen(url) as answer:
            page = json.load(answer)
        yield from page["results"]
        url = page["next"]


def cost_of_each_strike(measure):
    """The panel has one row for each trust, so the rows of one strike and setting may be added.

    Rows of different settings may not: all settings hold the acute hospitals. A sum is that of the
    trusts that we know of, and no total for England: the nation's own figure is another record,
    of which the preferred one is to be used.
    """
    totals, trusts, missing = defaultdict(int), Counter(), Counter()
    for row in records("panel/", measure=measure, page_size=500):
        counted = row["strike_title"], row["setting_slug"] or "not said of what"
        if row["value"] is None:
            missing[counted] += 1
        else:
            totals[counted] += row["value"]
            trusts[counted] += 1
    england = {}
    for figure in records("figures/", measure=measure, area="england", page_size=100):
        nation = figure["subject"]["key"] == "england"
        whole = figure["basis"] == "whole_strike" and figure["nature"] == "actual"
        if nation and whole and figure["preferred"] and figure["strike"]:
            counted = figure["setting"]["slug"] if figure["setting"] else "not said of what"
            england.setdefault((figure["strike"]["title"], counted), figure)
    print(f"1. {measure}, by strike and kind of service")
    for counted in sorted(totals, key=totals.get, reverse=True):
        title, setting = counted
        print(f"   {title} ({setting})")
        held, known = trusts[counted], trusts[counted] + missing[counted]
        print(f"   {totals[counted]:>9,}  in {held} of {known} trusts that we know of")
        if counted in england and england[counted]["value"] is not None:
            said_by = england[counted]["said_by"]["name"]
            print(f"   {england[counted]['value']:>9,}  in England, says {said_by}")


def gaps():
    reasons = Counter()
    for row in records("panel/", page_size=500):
        if row["missing"]:
            reasons[row["missing"], row["on_strike"]] += 1
    print("2. Rows without a number")
    for (reason, out), count in reasons.most_common():
        print(f"   {count:>9,}  {reason}, on strike: {out}")


def changes():
    print("3. Changed by the source since publication")
    for update in records("updates/", page_size=100):
        before = update["before"] and update["before"]["said"]
        print(f"   {update['public_at'][:10]}  {before} → {update['sentence']}")
        print(f"               {update['revision_reason']}; {update['figure']['page']}")


if __name__ == "__main__":
    cost_of_each_strike("rescheduled")
    gaps()
    changes()

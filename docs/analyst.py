"""Three questions to the API, with nothing but Python: python docs/analyst.py [address].

1. How many appointments did each strike cost, in the trusts that we hold numbers for?
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
    """The panel has one row for each trust, so the rows of one strike may be added."""
    totals, missing = defaultdict(int), Counter()
    for row in records("panel/", measure=measure, page_size=500):
        if row["value"] is None:
            missing[row["strike_title"]] += 1
        else:
            totals[row["strike_title"]] += row["value"]
    print(f"1. {measure}, by strike")
    for title, total in sorted(totals.items(), key=lambda pair: -pair[1]):
        print(f"   {total:>9,}  {title} ({missing[title]} trusts without a number)")


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
        print(f"   {update['public_at'][:10]}  {update['before']} → {update['sentence']}")
        print(f"               {update['reason']}; {update['figure']['page']}")


if __name__ == "__main__":
    cost_of_each_strike("rescheduled")
    gaps()
    changes()

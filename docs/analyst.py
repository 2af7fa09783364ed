"""Three questions to the API, with nothing but Python: python docs/analyst.py [address].

1. How many appointments did each strike cost in England, and in how many trusts do we hold numbers?
2. For which trusts and strikes is there no number, and why?
3. Which numbers have changed since they were published?
"""

import json
import sys
from collections import Counter
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
    """What was said of England, and how much of it we hold trust by trust.

    A row of the panel with of=area has both, and how many trusts stand behind the second: the sum
    of a few trusts is no total for England, however it is called. Kinds of service are rows of
    their own and are not added up: all settings hold the acute hospitals.
    """
    print(f"1. {measure} in England, by strike and kind of service")
    for row in records("panel/", of="area", measure=measure, page_size=500):
        if row["area_kind"] != "nation":
            continue
        print(f"   {row['strike_title']} ({row['setting_slug'] or 'kind of service not said'})")
        if row["value"] is not None:
            print(f"   {row['value']:>9,}  in {row['area_name']}, says {row['said_by_name']}")
        else:
            print(f"   {'none':>9}  for {row['area_name']} ({row['missing']})")
        held, trusts = row["trusts_with_number"], row["trusts"]
        if row["trusts_value"] is not None:
            print(f"   {row['trusts_value']:>9,}  in {held} of the {trusts} trusts that we know of")


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

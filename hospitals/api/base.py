"""What the records of the facts have in common: names of others, with their addresses.

`url` is a record's own address in the API, `page` its page for readers.
"""

from newsroom.lib.addresses import address
from newsroom.lib.api import ReadOnlyViewSet, day

from .shapes import ASKED


class FactViewSet(ReadOnlyViewSet):
    asked = ASKED

    def address(self, kind, key):
        """A record's full address in the API: address("trust", "RHM")."""
        return self.link(path_of(kind, key))

    def trust(self, trust, on):
        """A trust named by its name on the day `on`; None stays None."""
        if trust is None:
            return None
        return {
            "code": trust.code,
            "name": trust.name_at(on),
            "url": self.address("trust", trust.code),
            "page": self.link(trust.get_absolute_url()),
        }

    def strike(self, strike):
        if strike is None:
            return None
        return {
            "slug": strike.slug,
            "title": strike.title,
            "url": self.address("strike", strike.slug),
            "page": self.link(strike.get_absolute_url()),
        }

    def dispute(self, dispute):
        return {
            "slug": dispute.slug,
            "title": dispute.title,
            "url": self.address("dispute", dispute.slug),
        }

    def measure(self, measure):
        return {
            "slug": measure.slug,
            "name": measure.name,
            "unit": measure.unit,
            "kind": measure.kind,
            "url": self.address("measure", measure.slug),
        }

    def area(self, area):
        return {
            "kind": area.kind,
            "slug": area.slug,
            "name": area.name,
            "code": area.code,
            "url": self.address("area", area.slug),
        }


def path_of(kind, key):
    return address(f"api:{kind}-detail", key)


def held(row):
    return {"from": day(row.valid_from), "until": day(row.valid_to)}


def union(union):
    return {"slug": union.slug, "name": union.name, "short_name": union.short_name}


def staff_group(group, on):
    """A staff group by its name on the day `on`."""
    return {"slug": group.slug, "name": group.name_at(on)}

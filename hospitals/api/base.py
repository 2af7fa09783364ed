"""What the records of the facts have in common: names of others, with their addresses.

`url` is a record's own address in the API, `page` its page for readers.
"""

from functools import cached_property

from lib.addresses import address
from lib.api import ReadOnlyViewSet, day

from .shapes import ASKED


class FactViewSet(ReadOnlyViewSet):
    asked = ASKED

    def address(self, kind, key):
        """A record's full address in the API: address("trust", "RHM")."""
        return self.link(path_of(kind, key))

    @cached_property
    def named(self):
        return {}

    def once(self, key, make):
        """What `make` gives; a list names the same few strikes and measures in all its rows."""
        if key not in self.named:
            self.named[key] = make()
        return self.named[key]

    def trust(self, trust, on):
        """A trust named by its name on the day `on`; None stays None."""
        if trust is None:
            return None
        name = trust.name_at(on)
        return self.once(
            ("trust", trust.pk, name),
            lambda: {
                "code": trust.code,
                "name": name,
                "url": self.address("trust", trust.code),
                "page": self.link(trust.get_absolute_url()),
            },
        )

    def strike(self, strike):
        if strike is None:
            return None
        return self.once(
            ("strike", strike.pk),
            lambda: {
                "slug": strike.slug,
                "title": strike.title,
                "url": self.address("strike", strike.slug),
                "page": self.link(strike.get_absolute_url()),
            },
        )

    def dispute(self, dispute):
        return {
            "slug": dispute.slug,
            "title": dispute.title,
            "url": self.address("dispute", dispute.slug),
        }

    def measure(self, measure):
        return self.once(
            ("measure", measure.pk),
            lambda: {
                "slug": measure.slug,
                "name": measure.name,
                "unit": measure.unit,
                "kind": measure.kind,
                "url": self.address("measure", measure.slug),
            },
        )

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

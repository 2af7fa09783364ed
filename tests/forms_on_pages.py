"""What a browser would send of a form on a page: the values of its fields as they stand."""

from html.parser import HTMLParser


class FieldsOnPage(HTMLParser):
    """Names and values of every field on a page, as a browser would send them."""

    def __init__(self):
        super().__init__()
        self.values = {}
        self.kinds = {}
        self.options = {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and "disabled" not in given:
            self.an_input(name, given)
        elif tag == "textarea" and name:
            self.textarea = name
            self.values[name], self.kinds[name] = "", "text"
        elif tag == "select" and name:
            self.select = name
            self.kinds[name], self.options[name] = "select", []
        elif tag == "option" and self.select:
            value = given.get("value", "")
            self.options[self.select].append(value)
            if "selected" in given:
                self.values.setdefault(self.select, []).append(value)

    def an_input(self, name, given):
        kind = given.get("type", "text")
        if kind in ("submit", "button", "file", "reset"):
            return
        self.kinds[name] = kind
        if kind in ("checkbox", "radio"):
            if "checked" in given:
                self.values[name] = given.get("value", "on")
        else:
            self.values[name] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            # A browser leaves out the first line break.
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\n")
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data


def fields_of(response):
    """The FieldsOnPage of a response."""
    found = FieldsOnPage()
    found.feed(response.content.decode())
    return found

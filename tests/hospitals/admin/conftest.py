import pytest

from tests import factories as make

MODELS = [
    "area",
    "dispute",
    "disruptionfigure",
    "event",
    "evidence",
    "hospital",
    "measure",
    "source",
    "staffgroup",
    "strike",
    "trust",
    "union",
]


@pytest.fixture
def desk(client, db):
    """desk(role) → a client logged in as that role; desk.user is who."""

    def log_in(role="reporter", name=""):
        client.user = make.user(role, name)
        client.force_login(client.user)
        return client

    return log_in

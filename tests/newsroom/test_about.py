"""How we work, in words: the pages are there, link to each other, and every footer leads there."""

import pytest

PAGES = ["/about/", "/about/checking/", "/about/sources/", "/about/corrections/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_each_page_leads_to_the_others(client, address):
    response = client.get(address)
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    assert response.status_code == 200
    for other in PAGES:
        assert (f'href="{other}"' in main) == (other != address)


@pytest.mark.django_db
def test_every_footer_leads_there(client):
    footer = client.get("/").content.decode().split("<footer")[1]
    for address in [*PAGES, "/corrections/", "/updates/"]:
        assert f'href="{address}"' in footer

from articles.models import Article
from hospitals.models import FigureRevision, Trust
from lib.admin.addresses import page_url, record_url


def test_a_record_has_a_page_on_the_desk():
    assert record_url(Trust(pk=12)) == "/admin/hospitals/trust/12/change/"


def test_a_record_without_a_page_has_no_address():
    assert record_url(FigureRevision(pk=12)) == ""
    assert record_url(None) == ""


def test_lists_and_what_a_list_adds_are_called_alike():
    assert page_url(Article, "changelist") == "/admin/articles/article/"
    assert page_url(Article(pk=3), "sign_off", 3) == "/admin/articles/article/3/sign-off/"

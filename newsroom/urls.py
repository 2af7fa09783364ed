"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from newsroom import api, cards, feeds, sitemaps, views
from newsroom.oembed import oembed

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search_page, name="search"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("about/", views.about, {"page": "about"}, name="about"),
    path("about/checking/", views.about, {"page": "checking"}, name="about_checking"),
    path("about/sources/", views.about, {"page": "sources"}, name="about_sources"),
    path("about/corrections/", views.about, {"page": "corrections"}, name="about_corrections"),
    path("about/publisher/", views.imprint, {"page": "publisher"}, name="publisher"),
    *(
        path(f"{page}/", views.imprint, {"page": page}, name=page)
        for page in ("contact", "complaints", "privacy", "accessibility", "licences")
    ),
    path("", include("articles.urls")),
    path("", include("hospitals.urls")),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("cards/<slug:kind>/<slug:key>/<slug:digest>.png", cards.card, name="card"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemaps/<slug:section>/<number:page>.xml", sitemaps.sitemap, name="sitemap"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/stories.<feed_format:form>", feeds.stories, name="stories-feed"),
    path("feeds/corrections.<feed_format:form>", feeds.corrections, name="corrections-feed"),
    path("feeds/updates.<feed_format:form>", feeds.updates, name="updates-feed"),
    path("trusts/<slug:slug>/feed.<feed_format:form>", feeds.of_trust, name="trust-feed"),
    path("strikes/<slug:slug>/feed.<feed_format:form>", feeds.of_strike, name="strike-feed"),
    path("disputes/<slug:slug>/feed.<feed_format:form>", feeds.of_dispute, name="dispute-feed"),
    path("oembed/", oembed, name="oembed"),
    path("api/v1/", include("newsroom.api")),
    path("api/<anything:rest>", api.Nothing.as_view(), name="nothing"),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request
handler500 = views.server_error

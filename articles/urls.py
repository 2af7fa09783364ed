"""Addresses of stories and pictures."""

from django.urls import path

from . import views

app_name = "articles"

urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/<int:year>/<int:month>/<slug:slug>/", views.article, name="article"),
    path("articles/<int:year>/<int:month>/<slug:slug>/versions/", views.versions, name="versions"),
    path(
        "articles/<int:year>/<int:month>/<slug:slug>/versions/<int:number>/",
        views.version,
        name="version",
    ),
    path("corrections/", views.correction_list, name="corrections"),
    path("pictures/<uuid:uuid>/", views.picture, name="picture"),
]

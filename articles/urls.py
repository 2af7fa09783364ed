"""Addresses of stories and pictures."""

from django.urls import path

from . import preview_views, views

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
    path("quotes/<number:pk>/", views.quote, name="quote"),
    path("embed/quotes/<number:pk>/", views.embed_quote, name="embed_quote"),
    path("corrections/", views.correction_list, name="corrections"),
    path("corrections/<uuid:uuid>/", views.correction, name="correction"),
    path("updates/stories/", views.story_updates, name="story_updates"),
    path("pictures/<uuid:uuid>/", views.picture, name="picture"),
    path("pictures/<uuid:uuid>/<slug:name>.avif", views.picture_size, name="picture_size"),
    path("preview/<slug:token>/", preview_views.lent, name="preview"),
    path("preview/<slug:token>/pictures/<uuid:uuid>/", preview_views.lent_picture),
    path("preview/<slug:token>/pictures/<uuid:uuid>/<slug:name>.avif", preview_views.lent_picture),
]

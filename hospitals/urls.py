from django.urls import path

from . import embeds, views

app_name = "hospitals"

urlpatterns = [
    path("my-hospital/", views.my_hospital, name="my_hospital"),
    path("trusts/", views.trust_list, name="trusts"),
    path("trusts/<slug:slug>/", views.trust, name="trust"),
    path("trusts/<slug:slug>/strikes.ics", views.trust_strikes, name="trust_strikes"),
    path("hospitals/", views.hospital_list, name="hospitals"),
    path("hospitals/<slug:slug>/", views.hospital, name="hospital"),
    path("areas/", views.area_list, name="areas"),
    path("areas/<slug:slug>/", views.area, name="area"),
    path("strikes/", views.strike_list, name="strikes"),
    path("strikes/<slug:slug>/", views.strike, name="strike"),
    path("disputes/", views.dispute_list, name="disputes"),
    path("disputes/<slug:slug>/", views.dispute, name="dispute"),
    path("figures/", views.figure_list, name="figures"),
    path("figures/<number:pk>/", views.figure, name="figure"),
    path("embed/figures/<number:pk>/", embeds.embed_figure, name="embed_figure"),
    path("embed/charts/figures/", embeds.embed_chosen, name="embed_chosen"),
    *(
        path(
            f"embed/charts/{kind}/<slug:slug>/<slug:chart>/",
            embeds.embed_chart,
            {"kind": kind},
            name=f"embed_{kind}",
        )
        for kind in ("strikes", "disputes")
    ),
    path("figures/corrected/", views.corrected_figures, name="corrected"),
    path("updates/", views.update_list, name="updates"),
    path("sources/", views.source_list, name="sources"),
    path("sources/<slug:slug>/", views.source, name="source"),
]

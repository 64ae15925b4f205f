"""Addresses of the pages about runs."""

from django.urls import path

from wiel_web.runs import compare_views, table_views, views

app_name = "runs"
urlpatterns = [
    path("vragen/", views.questions, name="questions"),
    path("vragen/<slug:name>", views.ask, name="ask"),
    path("berekeningen/<int:key>", views.run, name="run"),
    path("berekeningen/<int:key>/stop", views.stop, name="stop"),
    path("berekeningen/<int:key>/bestand/<int:number>", views.file, name="file"),
    path("berekeningen/<int:key>/tabel/<slug:instrument>/<slug:name>/", table_views.table, name="table"),
    path("berekeningen/<int:key>/tabel/<slug:instrument>/<slug:name>/<slug:form>", table_views.save_table, name="save-table"),
    path("berekeningen/<int:key>/vergelijk/", compare_views.compare, name="compare"),
    path("berekeningen/<int:key>/vergelijk/<int:other>", compare_views.differences, name="differences"),
    path("dossiers/", views.dossiers, name="dossiers"),
]

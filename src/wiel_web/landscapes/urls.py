"""Addresses of the pages about landscapes."""

from django.urls import path

from wiel_web.landscapes import overview_views, record_views, table_views, views

app_name = "landscapes"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("streek", overview_views.region, name="region"),
    path("zoeken", overview_views.search, name="search"),
    path("aanleveren", views.bring, name="bring"),
    path("aanlevering/<int:key>", views.delivery, name="delivery"),
    path("aanlevering/<int:key>/overnemen", views.take, name="take"),
    path("aanlevering/<int:key>/ongedaan", views.undo, name="undo"),
    path("aanlevering/<int:key>/laten", views.drop, name="drop"),
    path("aanlevering/<int:key>/keuze", views.choose, name="choose"),
    path("tabel/<slug:name>", table_views.table, name="table"),
    path("tabel/<slug:name>/bestand/<slug:form>", table_views.save_rows, name="save-rows"),
    path("tabel/<slug:name>/weergaven", table_views.keep_view, name="keep-view"),
    path("weergave/<int:key>/weg", table_views.drop_view, name="drop-view"),
    path("rij/<slug:name>/<int:number>", record_views.record, name="record"),
    path("rij/<slug:name>/<int:number>/wijzig", record_views.edit, name="edit"),
    path("rij/<slug:name>/<int:number>/bevestig", record_views.confirm, name="confirm"),
]

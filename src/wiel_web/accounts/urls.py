"""Addresses of the pages about people."""

from django.urls import path

from wiel_web.accounts import views

app_name = "accounts"
urlpatterns = [path("organisatie/wissel", views.switch, name="switch")]

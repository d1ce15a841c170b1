"""Addresses of the campus's own pages."""
urlpatterns = []

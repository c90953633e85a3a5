"""Leaflet, posters, QR codes."""

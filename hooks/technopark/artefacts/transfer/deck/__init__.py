"""The deck of twenty slides."""

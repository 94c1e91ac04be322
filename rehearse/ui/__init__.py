"""The window; the only package (with rehearse.app) that knows Qt."""

"""Rehearse: practise SOAP week phone calls aloud, measured on your own machine."""

__version__ = "0.1.0"

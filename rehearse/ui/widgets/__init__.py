"""The pages' own widgets."""

"""The keys: their list, forms and dialogs."""

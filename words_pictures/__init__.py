"""Words & Pictures: documents, pictures, languages and Word files. Values in, values out; it knows nothing of the web."""

"""From a question to ranked entries with a confidence. Knows no database and no screen."""

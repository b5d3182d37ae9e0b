"""Making, changing and ending keys and webhooks; counting calls; telling addresses what happened."""

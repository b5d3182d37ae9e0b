"""Papers for the Korean word processor (HWPX, OWPML, KS X 6101): a model, its writer, its checker."""

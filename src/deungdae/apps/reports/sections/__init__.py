"""The sections of the apps below, and the sources of their figures."""

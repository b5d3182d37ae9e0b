"""The register as files that can be imported again: exporting and importing changes nothing."""

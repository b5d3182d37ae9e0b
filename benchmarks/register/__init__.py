"""The register at size: `python -m benchmarks.register`."""

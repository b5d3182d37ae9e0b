"""The register of tasks and a ministry's own sheet, from a workbook."""

"""What every app may add to reports: sections and figures. The reports themselves stand in an app above."""

"""Between programmes and the engine that forecasts."""

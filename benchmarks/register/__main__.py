"""Measure parts of the register at size.

python -m benchmarks.register --parts figures organisations pages --database sqlite|postgresql
"""

from importlib import import_module

from benchmarks.house import a_house, options_of

PARTS = ("figures", "organisations", "pages")
"""Each is a module of this package with `measure() -> None`, imported when the settings are there."""


def main() -> None:
    """Start the database, load the reference tables, run the parts."""
    parser = options_of("register")
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    with a_house(options.database):
        from deungdae.apps.organisations.reference import load_industries, load_regions  # noqa: PLC0415

        load_industries()
        load_regions()
        for part in options.parts:
            print(f"{part} on {options.database}\n")
            import_module(f"benchmarks.register.{part}").measure()


if __name__ == "__main__":
    main()

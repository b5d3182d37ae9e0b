"""`python -m benchmarks.gates --database sqlite|postgresql`: CPU per request with and without each gate.

One signed-in page, asked for in turns by clients whose settings leave out one middleware each, so that what
else the machine does falls on all of them alike. The best of many rounds, the one least disturbed, counts.
"""

import time

from benchmarks.house import a_house, options_of

GATES = {
    "session kept alive": "deungdae.apps.accounts.gates.SessionMiddleware",
    "request limits": "deungdae.apps.accounts.gates.RequestLimitMiddleware",
    "role in use": "deungdae.apps.accounts.middleware.RoleInUseMiddleware",
    "second factor": "deungdae.apps.accounts.gates.SecondFactorMiddleware",
}
PAGE = "/accounts/role/"


def run(*, rounds: int, requests: int) -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client, override_settings  # noqa: PLC0415

    from deungdae.apps.accounts.models import RoleGrant  # noqa: PLC0415
    from deungdae.apps.accounts.services import create_account, grant_role  # noqa: PLC0415
    from tests.support.factors import force_login  # noqa: PLC0415

    user = create_account(email="clerk@centre.example", name="강이준", password=None)
    grant_role(user=user, role=RoleGrant.Role.CENTRE_STAFF)
    without = {"all gates": (), **{name: (path,) for name, path in GATES.items()}}
    without["no gate"] = tuple(GATES.values())
    clients = {}
    for name, left_out in without.items():
        kept = [path for path in settings.MIDDLEWARE if path not in left_out]
        client = Client()
        force_login(client, user)
        with override_settings(MIDDLEWARE=kept):
            assert client.get(PAGE).status_code == 200
        clients[name] = client
    spent: dict[str, list[float]] = {name: [] for name in clients}
    for _round in range(rounds):
        for name, client in clients.items():
            start = time.process_time()
            for _request in range(requests):
                client.get(PAGE)
            spent[name].append((time.process_time() - start) / requests * 1e6)
    best = {name: min(values) for name, values in spent.items()}
    whole = best["all gates"]
    print(f"{PAGE} with all gates {whole:,.0f} µs, without any {best['no gate']:,.0f} µs")
    for name in GATES:
        print(f"{name:20} {whole - best[name]:>7,.0f} µs")


def main() -> None:
    chosen = options_of("gates", rounds=100, requests=5).parse_args()
    with a_house(chosen.database):
        run(rounds=chosen.rounds, requests=chosen.requests)


if __name__ == "__main__":
    main()

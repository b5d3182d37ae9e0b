"""Other houses that people may sign in with, as far as the environment names them."""

from collections.abc import Mapping


def configured(environment: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Provider → its client id, secret, and what else it needs; left out while a part is missing."""
    found = {
        "naver": {
            "name": "네이버",
            "client_id": environment.get("DEUNGDAE_NAVER_CLIENT_ID", ""),
            "secret": environment.get("DEUNGDAE_NAVER_CLIENT_SECRET", ""),
        },
        "kakao": {
            "name": "카카오",
            "client_id": environment.get("DEUNGDAE_KAKAO_CLIENT_ID", ""),
            "secret": environment.get("DEUNGDAE_KAKAO_CLIENT_SECRET", ""),
        },
        "oidc": {
            "name": environment.get("DEUNGDAE_OIDC_NAME", "") or "OpenID Connect",
            "client_id": environment.get("DEUNGDAE_OIDC_ID", ""),
            "secret": environment.get("DEUNGDAE_OIDC_SECRET", ""),
            "server": environment.get("DEUNGDAE_OIDC_SERVER", ""),
        },
    }
    return {name: values for name, values in found.items() if all(values.values())}

"""No inside call: whatever an address says, and wherever its name leads."""

import socket

import pytest

from deungdae.apps.core.outgoing.addresses import ForbiddenAddressError, target_of

OUTSIDE = "93.184.215.14"


@pytest.fixture
def leads_to(monkeypatch):
    """Names lead where the test says; the numbers are those of nobody here."""

    def lead(*numbers: str) -> list[str]:
        asked: list[str] = []

        def answer(name, port, **_kind):
            asked.append(name)
            return [
                (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
                for one in numbers
            ]

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        return asked

    return lead


def code_of(address: str) -> str:
    with pytest.raises(ForbiddenAddressError) as caught:
        target_of(address)
    return caught.value.code


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104 - nobody listens here
        "10.0.0.7",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "2001:db8::1",
    ],
)
def test_a_name_that_leads_inside_is_refused(leads_to, number: str) -> None:
    leads_to(number)
    assert code_of("https://hooks.example.com/in") == "inside"


def test_one_inside_number_among_several_is_enough(leads_to) -> None:
    leads_to(OUTSIDE, "10.0.0.1")
    assert code_of("https://hooks.example.com/in") == "inside"


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
def test_an_inside_number_is_refused_however_it_is_written(address: str) -> None:
    assert code_of(address) in {"inside", "unknown"}


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://hooks.example.com/", "scheme"),
        ("ftp://hooks.example.com/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("//hooks.example.com/", "scheme"),
        ("hooks.example.com", "scheme"),
        ("https:///path", "form"),
        ("https://name:word@hooks.example.com/", "form"),
        ("https://hooks.example.com/#part", "form"),
        ("https://hooks.example.com/a b", "form"),
        ("https://hooks.example.com/\r\nHost: inside", "form"),
        ("https://hooks.example.com\\@inside/", "form"),
        ("https://등대.example/", "form"),
        ("https://hooks.example.com:22/", "port"),
        ("https://hooks.example.com:99999/", "port"),
        ("https://" + "a" * 600 + ".example/", "form"),
        ("https://fe80%25eth0.example/", "name"),
        ("", "scheme"),
    ],
)
def test_a_wrong_address_is_refused_with_its_reason(leads_to, address: str, code: str) -> None:
    leads_to(OUTSIDE)
    assert code_of(address) == code


def test_an_outside_address_is_asked_once_and_kept(leads_to) -> None:
    asked = leads_to(OUTSIDE)
    target = target_of("https://hooks.example.com:8443/in?kind=1")
    assert (target.number, target.port, target.path) == (OUTSIDE, 8443, "/in?kind=1")
    assert target.host == "hooks.example.com:8443"
    assert asked == ["hooks.example.com"]


def test_a_name_that_leads_nowhere_is_told(monkeypatch) -> None:
    def nowhere(*_asked, **_kind):
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    assert code_of("https://nowhere.example/") == "unknown"


def test_an_installation_may_name_a_network_of_its_own(leads_to, settings) -> None:
    settings.OUTGOING_INSIDE = ["127.0.0.1/32"]
    leads_to("127.0.0.1")
    assert target_of("http://hooks.example.com:8000/").number == "127.0.0.1"
    leads_to("127.0.0.2")
    assert code_of("https://hooks.example.com/") == "inside"
    leads_to("127.0.0.1", "10.0.0.1")
    assert code_of("https://hooks.example.com/") == "inside"

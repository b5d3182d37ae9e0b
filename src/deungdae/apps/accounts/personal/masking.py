"""Personal values with their middle covered: enough to tell two apart, too little to call or write."""

from django.conf import settings

COVER = "*"


def masked_name(name: str) -> str:
    """김하늘 → 김*늘, 남궁민수 → 남**수, 이준 → 이*, John Smith → J*** S****."""
    words = name.split()
    if len(words) > 1:
        return " ".join(word[0] + COVER * (len(word) - 1) for word in words)
    if len(name) <= 2:
        return name[:1] + COVER * (len(name) - 1)
    return name[0] + COVER * (len(name) - 2) + name[-1]


def masked_email(email: str) -> str:
    """abcdef@example.com → ab***@example.com; never more than half of a short name."""
    name, at, domain = email.rpartition("@")
    if not at:
        return COVER * 3
    return f"{name[: min(2, len(name) // 2)]}{COVER * 3}@{domain}"


def masked_phone(phone: str) -> str:
    """010-1234-5678 → 010-****-5678: the digits in the middle are covered, signs between them stay."""
    digits = sum(character.isdigit() for character in phone)
    before, after = (3, 4) if digits >= 9 else (0, min(2, digits // 2))
    covered, place = "", 0
    for character in phone:
        if character.isdigit():
            place += 1
            covered += character if place <= before or place > digits - after else COVER
        else:
            covered += character
    return covered


MASKS = {"name": masked_name, "email": masked_email, "phone": masked_phone}


def is_masked(kind: str) -> bool:
    """Whether the centre masks this kind of value; what it masks must not be found by a search either."""
    return kind in settings.MASKED_FIELDS


def masked(kind: str, value: str) -> str:
    """The value under its mask, if the centre masks this kind of value."""
    return MASKS[kind](value) if value and is_masked(kind) else value

"""What a Korean word is without the particle or the ending that a sentence gave it.

Rules, no dictionary: a question is a few words, and the index finds any part of a word, so it is enough to
take off what is surely no part of it. A stem keeps at least two letters.
"""

from collections.abc import Iterator

SHORTEST = 2
OF_PARTICLES = (
    "으로부터 에서부터 으로서는 에서는 에게서 으로서 으로써 으로는 로부터 이라는 까지는 부터는 에서도 에게는"
    " 에서 에게 으로 부터 까지 처럼 보다 마다 밖에 이나 이란 라는 에는 에도 와의 과의 로서 로써 로는 한테"
    " 이라도 라도 조차 마저 은 는 이 가 을 를 의 에 와 과 도 로 만 나 란"
)
"""국립국어원, 표준국어대사전: 조사. The longest first."""
OF_VERBS = (
    "하였습니다 되었습니다 했습니다 됐습니다 합니다 됩니다 입니다 하려면 되려면 하는데 하시는 하기 하는 하여"
    " 받으려면 받은 받는 받을 받기 받고 받아"
    " 하고 하면 해서 해요 했다 한다 된다 되는 되어 되고 됐다 하다 되다 하게 하실 하신 할 한 해 된 될 인"
)
"""Of nouns that are used as verbs (모집합니다, 선정된, 지원받은). The longest of a kind first."""
MANY = "들"
PARTICLES, ENDINGS = tuple(OF_PARTICLES.split()), tuple(OF_VERBS.split())


def stems_of(word: str) -> Iterator[str]:
    """The word without its particle, then without the mark of the plural, and without its ending; nothing
    where there is none of them.

    `word`: folded letters without blanks.
    """
    for endings in (PARTICLES, ENDINGS):
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= SHORTEST:
                yield stem
                yield from one_of_many(stem)
                break
    yield from one_of_many(word)


def one_of_many(word: str) -> Iterator[str]:
    """기업들 → 기업."""
    if word.endswith(MANY) and len(word) > SHORTEST:
        yield word.removesuffix(MANY)

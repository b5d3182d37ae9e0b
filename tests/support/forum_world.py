"""One of everything that has an address in the forums: the member's own, and somebody else's beside it."""

from uuid import uuid4

from django.core.files.base import ContentFile

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.ids import from_short
from deungdae.apps.forum.links import desk_token, registration_token, talk_token
from deungdae.apps.forum.models import (
    Forum,
    ProgrammeProposal,
    Speaker,
    Talk,
    TalkMaterial,
    TalkReview,
    Track,
)
from deungdae.apps.forum.services.afterwards import add_material
from deungdae.apps.forum.services.forums import create_forum
from deungdae.apps.forum.services.placing import publish_programme
from deungdae.apps.forum.services.registrations import PersonFacts, register
from deungdae.apps.forum.services.talks import SpeakerFacts, TalkFacts, submit_talk
from deungdae.apps.organisations.models import Organisation
from tests.support.forum import forum_facts, opened, placed, rooms_of, talk_slots
from tests.support.notices import an_archive

Ids = dict[str, str]
Person = tuple[User, Organisation]


def a_forum_world(mine: Person, other: Person, staff: User) -> tuple[Ids, Ids]:
    """Two people of two companies speak, review and have a seat in one open forum; beside it a draft."""
    forum, talks = opened(2, staff, capacity=5)
    placed(talks, staff)
    publish_programme(forum=forum, actor=staff)
    forum = Forum.objects.get(pk=forum.pk)
    own = ids_of(forum, talks[0], mine)
    foreign = ids_of(forum, talks[1], other)
    draft = create_forum(facts=forum_facts(title="초안"), actor=staff)
    shared = {
        "forum_id": forum.short_id,
        "forum_target": "closed",
        "proposal_key": ProgrammeProposal.objects.create(forum=forum, base_revision=0).short_id,
        "forum_slot_id": talk_slots(forum)[0].short_id,
        "forum_room_id": rooms_of(forum)[0].short_id,
    }
    names = ("talk_id", "review_id", "registration_id", "speaker_id", "material_id")
    return {**shared, **own}, {"forum_id": draft.short_id, **{name: foreign[name] for name in names}}


def ids_of(forum: Forum, talk: Talk, person: Person) -> Ids:
    user, company = person
    Speaker.objects.filter(talk=talk).update(email=user.email, organisation=company)
    talk = Talk.objects.get(pk=talk.pk)
    facts = PersonFacts(name=user.name, email=user.email)
    seat = register(forum=forum, facts=facts, key=uuid4(), actor=user)
    review = TalkReview.objects.create(talk=talk, reviewer=user, asked_at=clock.now())
    return {
        "talk_id": talk.short_id,
        "live_talk_id": talk.short_id,
        "review_id": review.short_id,
        "registration_id": seat.short_id,
        "speaker_id": Speaker.objects.get(talk=talk).short_id,
        "material_id": a_material(talk).short_id,
        "talk_link": talk_token(talk),
        "desk_link": desk_token(talk),
        "forum_seat": registration_token(seat),
    }


def a_marked_forum(mark: str, open_forum: str, user: User, company: Organisation, staff: User) -> Ids:
    """A draft that only staff see; and, in the open forum, a talk, a review and a seat of the
    marked person: the talk is not held, so nobody else knows of it."""
    draft = create_forum(facts=forum_facts(title=f"{mark} 초안", host=mark, summary=mark), actor=staff)
    forum = Forum.objects.get(public_id=from_short(open_forum))
    speaker = SpeakerFacts(f"{mark} 발표자", mark, user.email.lower())
    track = Track.objects.filter(forum=forum)[0]
    facts = TalkFacts(f"{mark} 발표", mark, track, [speaker])
    talk = submit_talk(forum=forum, facts=facts, key=uuid4(), actor=staff)
    Talk.objects.filter(pk=talk.pk).update(sent_by=user)
    review = TalkReview.objects.create(talk=talk, reviewer=user, asked_at=clock.now())
    person = PersonFacts(name=f"{mark} 참가자", email=user.email, affiliation=mark, job_title=mark)
    seat = register(forum=forum, facts=person, key=uuid4(), actor=user)
    return {
        "forum_id": draft.short_id,
        "talk_id": talk.short_id,
        "live_talk_id": talk.short_id,
        "review_id": review.short_id,
        "speaker_id": Speaker.objects.get(talk=talk).short_id,
        "registration_id": seat.short_id,
    }


def a_material(talk: Talk) -> TalkMaterial:
    """Not published: its speaker has not agreed."""
    file = ContentFile(an_archive({"slides.txt": "words"}), name="slides.zip")
    return add_material(talk=talk, title="발표 자료", file=file, link="", has_agreed=False, key=uuid4())

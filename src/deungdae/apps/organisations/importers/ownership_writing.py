"""Writing the shares and group memberships of a list, and taking them back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.organisations.importers.group_planning import GroupPlan
from deungdae.apps.organisations.importers.share_planning import SharePlan
from deungdae.apps.organisations.models import BusinessGroup, GroupMembership, OwnershipLink

IN_ONE_INSERT = 1_000


def write(shares: SharePlan, groups: GroupPlan) -> dict[str, object]:
    """Ends first, then what is new; the log that undo needs."""
    changed = [[pk, as_json(values)] for pk, values in shares.changes]
    for pk, values in shares.changes:
        OwnershipLink.objects.filter(pk=pk).update(**{name: after for name, (_old, after) in values.items()})
    for pk, ends_on in groups.changes:
        GroupMembership.objects.filter(pk=pk).update(ends_on=ends_on)
    links = [
        OwnershipLink(
            owner_id=link.owner,
            owner_name=link.owner_name,
            owned_id=link.owned,
            share=link.share,
            starts_on=link.starts_on,
            ends_on=link.ends_on,
            owner_kind=link.owner_kind,
            owner_assets=link.owner_assets,
            source=link.source,
        )
        for link in shares.new
    ]
    for batch in batches(links, IN_ONE_INSERT):
        OwnershipLink.objects.bulk_create(batch)
    made = write_groups(groups)
    groups_by_name = dict(BusinessGroup.objects.values_list("name", "pk"))
    places = [
        GroupMembership(
            organisation_id=place.company,
            group_id=groups_by_name[place.group.name],
            starts_on=place.starts_on,
            ends_on=place.ends_on,
        )
        for place in groups.new
    ]
    for part in batches(places, IN_ONE_INSERT):
        GroupMembership.objects.bulk_create(part)
    return {
        "shares": [[link.pk, as_text(link.ends_on)] for link in links],
        "shares_changed": changed,
        "groups": made,
        "places": [[place.pk, as_text(place.ends_on)] for place in places],
        "places_ended": [[pk, as_text(ends_on)] for pk, ends_on in groups.changes],
    }


def write_groups(plan: GroupPlan) -> list[int]:
    """The groups that nobody knew before; each is made once."""
    made = []
    for group in {id(place.group): place.group for place in plan.new if place.group.pk is None}.values():
        record = BusinessGroup.objects.create(
            name=group.name,
            kind=group.kind,
            designated_from=group.designated_from,
            designated_until=group.designated_until,
            source=group.source,
        )
        made.append(record.pk)
    return made


def as_json(values: Mapping[str, tuple[object, object]]) -> dict[str, list[object]]:
    return {name: [as_text(one) for one in pair] for name, pair in values.items()}


def as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def take_back(log: Mapping[str, Any]) -> None:
    """Delete what the list wrote and restore what it changed, when nobody has changed it since."""
    try:
        with transaction.atomic():
            take_back_shares(log)
            take_back_places(log)
    except IntegrityError as error:
        raise changed_since() from error


def take_back_shares(log: Mapping[str, Any]) -> None:
    delete_unchanged(OwnershipLink.objects.all(), log.get("shares", []))
    for pk, values in log.get("shares_changed", []):
        link = OwnershipLink.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if link is None or any(as_text(getattr(link, name)) != after for name, (_b, after) in values.items()):
            raise changed_since()
        for name, (before, _after) in values.items():
            is_day = name == "ends_on" and before
            setattr(link, name, date.fromisoformat(before) if is_day else before)
        link.save(update_fields=list(values))


def take_back_places(log: Mapping[str, Any]) -> None:
    delete_unchanged(GroupMembership.objects.all(), log.get("places", []))
    for pk, ended in log.get("places_ended", []):
        if GroupMembership.objects.filter(pk=pk, ends_on=ended).update(ends_on=None) != 1:
            raise changed_since()
    for batch in batches(log.get("groups", [])):
        BusinessGroup.objects.filter(pk__in=batch, companies__isnull=True).delete()


def delete_unchanged(rows: models.QuerySet[Any], created: Sequence[tuple[int, str | None]]) -> None:
    for batch in batches(created):
        ends = dict(batch)
        found = rows.filter(pk__in=list(ends))
        standing = {pk: as_text(ended) for pk, ended in found.values_list("pk", "ends_on")}
        if standing != ends:
            raise changed_since()
        found.delete()


def changed_since() -> RefusedError:
    return RefusedError(
        "import_undo_changed",
        _(
            "가져온 지분이나 소속 가운데 그 뒤에 바뀐 것이 있어 되돌릴 수 없습니다. "
            "기업의 지분·그룹 화면에서 직접 고쳐 주십시오."
        ),
    )

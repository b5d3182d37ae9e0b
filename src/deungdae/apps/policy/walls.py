"""What the database itself keeps of the policy monitor, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.academy.learning_walls import wall
from deungdae.apps.core.database import VendorSQL, append_only, written_once

OTHER = """EXISTS (SELECT 1 FROM policy_indicatortarget t WHERE t.indicator_id = NEW.indicator_id
    AND t.id <> NEW.id AND t.starts_on < NEW.ends_on AND NEW.starts_on < t.ends_on)"""
CLOSED = """EXISTS (SELECT 1 FROM policy_taskreport r JOIN policy_reportinground o ON o.id = r.round_id
    WHERE r.id = NEW.report_id AND o.closed_at IS NOT NULL)"""
HELD = """EXISTS (SELECT 1 FROM policy_taskmeeting m
    WHERE m.id = NEW.meeting_id AND m.held_at IS NOT NULL)"""
OF_TASK = """EXISTS (SELECT 1 FROM policy_reportversion v JOIN policy_taskreport r ON r.id = v.report_id
    JOIN {table} t ON t.task_id = r.task_id WHERE v.id = NEW.version_id AND t.id = NEW.{column})"""


def of_its_task(name: str, table: str, column: str) -> VendorSQL:
    return wall(
        f"policy_{name}_task",
        table=f"policy_{name}",
        event="INSERT",
        text=f"a report about another task: {name}",
        fault=f"NOT {OF_TASK.format(table=table, column=column)}",
    )


def of_an_open_round(table: str) -> VendorSQL:
    return wall(
        f"{table}_open",
        table=table,
        event="INSERT",
        text=f"a report of a closed round: {table}",
        fault=CLOSED,
    )


POLICY_WALLS = [
    *(
        wall(
            f"policy_indicatortarget_{event.lower()}",
            table="policy_indicatortarget",
            event=event,
            text=f"periods of an indicator overlap: {event.lower()}",
            fault=OTHER,
        )
        for event in ("INSERT", "UPDATE")
    ),
    of_an_open_round("policy_reportversion"),
    of_an_open_round("policy_reportact"),
    of_its_task("reportfigure", "policy_taskindicator", "indicator_id"),
    of_its_task("milestoneclaim", "policy_milestone", "milestone_id"),
    append_only("policy_reportversion"),
    append_only("policy_reportfigure"),
    append_only("policy_milestoneclaim"),
    append_only("policy_reportfile"),
    append_only("policy_reportact"),
    append_only("policy_partnercomment"),
    append_only("policy_lightoverride"),
    wall(
        "policy_meetingorder_held",
        table="policy_meetingorder",
        event="INSERT",
        text="a decision of a meeting whose minutes are closed",
        fault=HELD,
    ),
    written_once(
        "policy_meetingorder",
        kept=["public_id", "meeting_id", "task_id", "kind", "text", "owner_id", "due_on", "made_at"],
        deletable="1 = 0",
    ),
    wall(
        "policy_taskmeeting_held",
        table="policy_taskmeeting",
        event="UPDATE",
        text="minutes are closed once",
        fault="OLD.held_at IS NOT NULL",
    ),
    wall(
        "policy_reportinground_closed",
        table="policy_reportinground",
        event="UPDATE",
        text="a round is closed once",
        fault="OLD.closed_at IS NOT NULL",
    ),
]

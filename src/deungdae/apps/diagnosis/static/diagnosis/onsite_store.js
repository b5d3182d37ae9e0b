/* Answers of one assessment on this device, in the order in which they were given. One tab at a time has them.

   A record waits, was refused, or was sent. One that was tried may have arrived although no reply came: it is
   sent again as it is, and what is answered after it follows it, with the number that it gets. */
window.onsite = {};

window.onsite.openStore = async (about) => {
  "use strict";

  const database = await window.device.open();
  const found = (await window.device.read(database)).filter((one) => one.form === about.form);
  const records = new Map(found.map((one) => [one.id, one]));
  const all = () => [...records.values()].sort((one, other) => one.place - other.place);
  const followerOf = (id) => all().find((one) => one.follows === id);

  function write(put, remove = []) {
    for (const one of put) records.set(one.id, one);
    for (const id of remove) records.delete(id);
    return window.device.write(database, { put, remove });
  }

  const given = (fields) => ({
    fields,
    key: crypto.randomUUID(),
    givenAt: Date.now(),
    state: "waiting",
    isTried: false,
    told: null,
  });

  /* A newer answer takes the place of one that was never tried, or that was refused. */
  function keep(question, fields, seen) {
    const last = all()
      .filter((one) => one.question === question && one.state !== "sent")
      .at(-1);
    if (last && !(last.state === "waiting" && last.isTried)) return write([{ ...last, ...given(fields) }]);
    const place = 1 + Math.max(0, ...all().map((one) => one.place));
    const after = last ? { seen: null, follows: last.id } : { seen, follows: null };
    return write([{ id: crypto.randomUUID(), place, ...about, question, ...after, ...given(fields) }]);
  }

  async function next() {
    const first = all().find((one) => one.state === "waiting" && one.follows === null);
    if (first) await write([{ ...first, isTried: true }]);
    return first;
  }

  function kept(id, number) {
    const since = followerOf(id);
    const after = since ? [{ ...since, follows: null, seen: number }] : [];
    return write([{ ...records.get(id), state: "sent", number }, ...after]);
  }

  /* What was answered since is judged by itself, in the place of what was refused. */
  function refused(id, told) {
    const [since, one] = [followerOf(id), records.get(id)];
    if (!since) return write([{ ...one, state: "refused", told }]);
    return write([{ ...since, follows: null, seen: one.seen }], [id]);
  }

  function again(id) {
    const { fields, givenAt, told, ...rest } = records.get(id);
    return write([{ ...rest, ...given(fields), givenAt, seen: told.number ?? rest.seen }]);
  }

  const drop = (ids) => write([], ids);

  return { all, keep, next, kept, refused, again, drop };
};

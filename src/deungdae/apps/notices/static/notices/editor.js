/* A toolbar over the text of a notice. Without this file the field is a plain one, and what it holds the same.

   Nothing is trusted here: the server cleans what is sent. What is pasted is rebuilt element by element, so that
   the writer sees what will stay. */
(() => {
  "use strict";

  const field = document.querySelector("textarea[data-editor]");
  const labels = field && JSON.parse(field.form.dataset.editorLabels);
  if (!field) return;

  const KEPT = new Set(["P", "H2", "H3", "H4", "STRONG", "EM", "U", "S", "SUB", "SUP", "UL", "OL", "LI", "BLOCKQUOTE",
    "A", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "CAPTION", "BR", "HR"]);
  const SAME = { B: "STRONG", I: "EM", H1: "H2", H5: "H4", H6: "H4", DIV: "P", STRIKE: "S", DEL: "S", INS: "U" };
  const LEFT_OUT = new Set(["SCRIPT", "STYLE", "XML", "HEAD", "META", "TITLE", "OBJECT", "SVG", "MATH", "TEMPLATE"]);
  const BLOCKS = "p, h2, h3, h4, ul, ol, table, blockquote";
  let pictures = 0;

  /* What stays of a pasted or stored text, as new elements. */
  function rebuilt(node, into) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) into.append(child.data.replace(/\s+/g, " "));
      if (child.nodeType !== Node.ELEMENT_NODE || LEFT_OUT.has(child.nodeName.toUpperCase())) continue;
      const upper = child.nodeName.toUpperCase();
      if (upper === "IMG") pictures += 1;
      let name = SAME[upper] || upper;
      const style = child.getAttribute("style") || "";
      if (name === "SPAN" && /font-weight\s*:\s*(bold|[6-9]00)/i.test(style)) name = "STRONG";
      if (!KEPT.has(name) || (name === "P" && child.querySelector(BLOCKS))) {
        rebuilt(child, into);
        continue;
      }
      const made = document.createElement(name);
      for (const attribute of ["colspan", "rowspan", "scope"]) {
        if (child.hasAttribute(attribute)) made.setAttribute(attribute, child.getAttribute(attribute));
      }
      const address = child.getAttribute("href") || "";
      if (name === "A" && /^(https?:|mailto:|tel:)/i.test(address)) made.setAttribute("href", address);
      rebuilt(child, made);
      if (name === "BR" || name === "HR" || made.textContent.trim() || made.querySelector("td, th")) into.append(made);
    }
  }

  function fragmentOf(source) {
    const fragment = document.createDocumentFragment();
    rebuilt(new DOMParser().parseFromString(source, "text/html").body, fragment);
    return fragment;
  }

  const isMarkup = (text) => /<\/?[a-z][^<>]*>/i.test(text);

  function paragraphs(text) {
    const fragment = document.createDocumentFragment();
    for (const part of text.split(/\n\s*\n/)) {
      if (!part.trim()) continue;
      const made = document.createElement("p");
      part.trim().split("\n").forEach((line, place) => {
        if (place) made.append(document.createElement("br"));
        made.append(line);
      });
      fragment.append(made);
    }
    return fragment;
  }

  const area = document.createElement("div");
  area.className = "editor-area notice-body";
  area.contentEditable = "true";
  area.setAttribute("role", "textbox");
  area.setAttribute("aria-multiline", "true");
  area.setAttribute("aria-labelledby", "editor-label");
  area.lang = "ko";
  const label = document.querySelector(`label[for="${field.id}"]`);
  label.id = "editor-label";
  if (field.getAttribute("aria-describedby")) area.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
  if (field.getAttribute("aria-invalid")) area.setAttribute("aria-invalid", "true");

  const note = document.createElement("p");
  note.className = "editor-note";
  note.setAttribute("role", "status");

  const bar = document.createElement("div");
  bar.className = "editor-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", labels.toolbar);

  const act = (name, value) => {
    area.focus();
    document.execCommand(name, false, value);
    store();
  };
  const acts = {
    heading: () => act("formatBlock", "h2"),
    paragraph: () => act("formatBlock", "p"),
    bold: () => act("bold"),
    italic: () => act("italic"),
    bullets: () => act("insertUnorderedList"),
    numbers: () => act("insertOrderedList"),
    quote: () => act("formatBlock", "blockquote"),
    link: () => {
      const address = window.prompt(labels.address, "https://");
      if (address && /^(https?:|mailto:|tel:)/i.test(address)) act("createLink", address);
    },
    table: () => act("insertHTML", `<table><tbody>${"<tr><th>&nbsp;</th><td>&nbsp;</td><td>&nbsp;</td></tr>".repeat(3)}</tbody></table><p><br></p>`),
    row: () => {
      const at = window.getSelection().anchorNode;
      const row = at && (at.closest ? at : at.parentElement).closest("tr");
      if (!row || !area.contains(row)) return;
      const made = row.cloneNode(true);
      for (const cell of made.children) cell.textContent = " ";
      row.after(made);
      store();
    },
    plain: () => {
      act("removeFormat");
      act("formatBlock", "p");
    },
  };
  for (const [name, does] of Object.entries(acts)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button button-small button-tertiary editor-${name}`;
    button.textContent = labels[name];
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", does);
    bar.append(button);
  }

  const turn = document.createElement("button");
  turn.type = "button";
  turn.className = "button button-small button-text editor-turn";
  turn.addEventListener("click", () => show(area.hidden));
  bar.append(turn);

  function show(isRich) {
    if (isRich) load();
    area.hidden = !isRich;
    field.hidden = isRich;
    for (const button of bar.querySelectorAll("button:not(.editor-turn)")) button.disabled = !isRich;
    turn.textContent = isRich ? labels.source : labels.rich;
    label.htmlFor = isRich ? "" : field.id;
  }

  function load() {
    area.replaceChildren(isMarkup(field.value) ? fragmentOf(field.value) : paragraphs(field.value));
    if (!area.firstChild) area.innerHTML = "<p><br></p>";
  }

  function store() {
    const holder = document.createElement("div");
    holder.append(fragmentOf(area.innerHTML));
    field.value = holder.innerHTML;
  }

  area.addEventListener("input", store);
  field.form.addEventListener("submit", () => {
    if (!area.hidden) store();
  });
  label.addEventListener("click", () => {
    if (!area.hidden) area.focus();
  });

  area.addEventListener("paste", (event) => {
    const source = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    const hasFiles = [...event.clipboardData.items].some((item) => item.kind === "file");
    event.preventDefault();
    pictures = hasFiles && !source && !text ? 1 : 0;
    const holder = document.createElement("div");
    holder.append(source ? fragmentOf(source) : paragraphs(text));
    const isOneLine = !source && !text.includes("\n");
    if (isOneLine) document.execCommand("insertText", false, text);
    else if (holder.innerHTML) document.execCommand("insertHTML", false, holder.innerHTML);
    note.textContent = pictures ? labels.pictures : "";
    store();
  });
  area.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    note.textContent = labels.pictures;
  });

  document.execCommand("defaultParagraphSeparator", false, "p");
  field.before(bar, area, note);
  show(true);
})();

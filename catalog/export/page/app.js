"use strict";
// The page of a catalogue. All that it shows comes from the catalogue, which is text that anybody may have written: it is only ever set as text.
(() => {
  const data = JSON.parse(document.getElementById("catalogue").textContent);
  const { services, topics, events, edges } = data;
  const pageSize = 100;
  const graphSize = 24;
  const kinds = { topic: topics, service: services, event: events };

  // make builds an element. Children that are no elements are text.
  const make = (name, attributes = {}, ...children) => {
    const e = document.createElement(name);
    for (const [k, v] of Object.entries(attributes)) if (v !== undefined && v !== false) e.setAttribute(k, v === true ? "" : v);
    e.append(...children.filter((c) => c !== undefined && c !== null && c !== ""));
    return e;
  };
  const draw = (name, attributes, ...children) => {
    const e = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    e.append(...children);
    return e;
  };
  const byId = (id) => document.getElementById(id);
  const address = (kind, i) => `#${kind}/${kinds[kind][i].id}`;
  const title = (kind, i) => (kind === "topic" ? topics[i].title : kind === "service" ? services[i].label : events[i].name);
  const go = (kind, i, text) => make("a", { href: address(kind, i) }, text ?? title(kind, i));
  const cut = (s, n) => { const r = [...s]; return r.length <= n ? s : "…" + r.slice(r.length - n + 1).join(""); };

  // What each thing is joined to, once.
  for (const list of [services, topics, events]) for (const x of list) x.edges = [];
  edges.forEach((e, i) => {
    services[e.service].edges.push(i);
    topics[e.topic].edges.push(i);
    if (e.event >= 0) events[e.event].edges.push(i);
  });
  const has = (x, direction) => x.edges.some((i) => edges[i].direction === direction);
  const links = new Map(); // of each topic and service: "direction topic service" to whether it is sure
  for (const e of edges) {
    const key = `${e.direction} ${e.topic} ${e.service}`;
    links.set(key, links.get(key) || e.sure);
  }
  for (const [topic, service] of data.fits) if (!links.has(`consume ${topic} ${service}`)) links.set(`consume ${topic} ${service}`, false);
  const joined = [...links].map(([key, sure]) => { const [direction, t, s] = key.split(" "); return { direction, topic: +t, service: +s, sure }; });

  // The list.
  const state = { tab: "topic", page: 0 };
  const search = byId("search"), owner = byId("owner"), bus = byId("bus"), only = byId("only");
  const options = (select, values) => { for (const v of [...new Set(values.filter(Boolean))].sort()) select.append(make("option", { value: v }, v)); };
  options(owner, [...topics, ...services].map((x) => x.owner));
  options(bus, topics.map((t) => t.bus));

  const text = (kind, x) => {
    const words = [x.title, x.label, x.name, x.owner, x.bus, x.payload, x.address];
    for (const f of x.fields ?? []) words.push(f.name);
    for (const i of x.edges) {
      const e = edges[i];
      if (kind !== "topic") words.push(topics[e.topic].title);
      if (kind !== "service") words.push(services[e.service].label);
      if (kind !== "event" && e.event >= 0) words.push(events[e.event].name, ...events[e.event].fields.map((f) => f.name));
      words.push(e.group, e.library, e.file);
    }
    return words.filter(Boolean).join("\n").toLowerCase();
  };
  const owners = (kind, x) => (kind === "event" ? x.edges.flatMap((i) => [services[edges[i].service].owner, topics[edges[i].topic].owner]) : [x.owner]);
  const buses = (kind, x) => (kind === "topic" ? [x.bus] : x.edges.map((i) => topics[edges[i].topic].bus));
  const tests = {
    ends: (x) => x.ends || x.versions?.some((v) => v.ends),
    unconsumed: (x) => has(x, "publish") && !has(x, "consume"),
    unpublished: (x) => has(x, "consume") && !has(x, "publish"),
    outside: (x) => x.outside || x.edges.some((i) => services[edges[i].service].outside),
    perhaps: (x) => x.edges.some((i) => !edges[i].sure),
  };

  const found = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const out = [];
    kinds[state.tab].forEach((x, i) => {
      if (owner.value && !owners(state.tab, x).includes(owner.value)) return;
      if (bus.value && !buses(state.tab, x).includes(bus.value)) return;
      if (only.value && !tests[only.value](x)) return;
      if (words.length) {
        x.text ??= text(state.tab, x);
        if (!words.every((w) => x.text.includes(w))) return;
      }
      out.push(i);
    });
    return out;
  };

  const under = (kind, x) => {
    const p = new Set(), c = new Set();
    for (const i of x.edges) (edges[i].direction === "publish" ? p : c).add(kind === "service" ? edges[i].topic : edges[i].service);
    const about = kind === "service" ? `publishes ${p.size}, consumes ${c.size} topics` : `${p.size} → ${c.size}` + (kind === "topic" && x.bus ? ` · ${x.bus}` : "");
    return about + (x.owner ? ` · ${x.owner}` : "") + (x.ends ? " · deprecated" : "");
  };

  const showList = () => {
    const all = found();
    const pages = Math.max(1, Math.ceil(all.length / pageSize));
    state.page = Math.min(state.page, pages - 1);
    const from = state.page * pageSize;
    const shown = all.slice(from, from + pageSize);
    const [kind, id] = route();
    byId("items").replaceChildren(...shown.map((i) => {
      const x = kinds[state.tab][i];
      return make("li", {}, make("a", { href: address(state.tab, i), "aria-current": kind === state.tab && id === x.id ? "true" : undefined }, title(state.tab, i), make("small", {}, under(state.tab, x))));
    }));
    byId("count").textContent = all.length === 0 ? "nothing found" : pages === 1 ? `${all.length} found` : `${from + 1}–${from + shown.length} of ${all.length}`;
    byId("back").disabled = state.page === 0;
    byId("next").disabled = state.page >= pages - 1;
    byId("pages").hidden = pages === 1;
    for (const b of document.querySelectorAll(".tabs button")) b.setAttribute("aria-pressed", String(b.dataset.tab === state.tab));
  };

  // The graph around one thing.
  const graph = (kind, at) => {
    const touches = (l) => (kind === "topic" ? l.topic === at : kind === "service" ? l.service === at : kinds.event[at].edges.some((i) => edges[i].topic === l.topic));
    let near = joined.filter(touches);
    if (kind === "service") {
      const mine = new Set(near.map((l) => l.topic));
      near = joined.filter((l) => mine.has(l.topic));
    }
    const columns = [[], [], []];
    const add = (column, node) => { if (!columns[column].includes(node)) columns[column].push(node); };
    for (const l of near) {
      add(1, l.topic);
      add(l.direction === "publish" ? 0 : 2, l.service);
    }
    if (columns[1].length === 0) return null;
    const first = (list, node) => { if (kind === "service") list.sort((a, b) => (b === node) - (a === node)); };
    first(columns[0], at);
    first(columns[2], at);
    const more = columns.map((c) => c.length - graphSize);
    const shown = columns.map((c) => c.slice(0, graphSize));
    const rows = Math.max(...shown.map((c, i) => c.length + (more[i] > 0 ? 1 : 0)));
    const wide = 260, gap = 90, high = 30, step = 38, top = 34;
    const place = shown.map((c, i) => new Map(c.map((n, k) => [n, { x: i * (wide + gap) + 2, y: top + (k + (rows - c.length - (more[i] > 0 ? 1 : 0)) / 2) * step }])));
    const svg = draw("svg", { viewBox: `0 0 ${3 * wide + 2 * gap + 4} ${top + rows * step + 4}`, role: "group", "aria-label": `Graph around ${title(kind, at)}` });
    ["Producers", "Topics", "Consumers"].forEach((h, i) => svg.append(draw("text", { class: "head", x: i * (wide + gap) + 4, y: 18 }, h)));
    for (const l of near) {
      const [a, b] = l.direction === "publish" ? [place[0].get(l.service), place[1].get(l.topic)] : [place[1].get(l.topic), place[2].get(l.service)];
      if (!a || !b) continue;
      const x = a.x + wide, y = a.y + high / 2, z = b.y + high / 2, m = gap / 2;
      svg.append(draw("path", { class: l.sure ? "sure" : "perhaps", d: `M${x} ${y}C${x + m} ${y} ${b.x - m} ${z} ${b.x} ${z}` }));
    }
    place.forEach((nodes, i) => {
      const of = i === 1 ? "topic" : "service";
      for (const [n, p] of nodes) {
        const x = kinds[of][n];
        const name = [of, x.outside ? "outside" : "", x.ends ? "ends" : "", of === kind && n === at ? "here" : ""].join(" ");
        svg.append(draw("a", { href: address(of, n), class: name, "aria-label": title(of, n) }, draw("title", {}, title(of, n)),
          draw("rect", { x: p.x, y: p.y, width: wide, height: high, rx: i === 1 ? 15 : 6 }), draw("text", { x: p.x + 12, y: p.y + 20 }, cut(title(of, n), 36))));
      }
      if (more[i] > 0) svg.append(draw("text", { class: "head", x: i * (wide + gap) + 14, y: top + rows * step - 18 }, `and ${more[i]} more`));
    });
    return make("div", { class: "graph" }, svg);
  };

  const table = (caption, heads, rows) => make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...heads.map((h) => make("th", { scope: "col" }, h)))), make("tbody", {}, ...rows)));

  // A table of many rows shows them in parts.
  const paged = (caption, heads, list, row) => {
    const box = make("div");
    let page = 0;
    const show = () => {
      const from = page * pageSize;
      box.replaceChildren(table(list.length > pageSize ? `${caption}: ${from + 1}–${Math.min(from + pageSize, list.length)} of ${list.length}` : caption, heads, list.slice(from, from + pageSize).map(row)));
      if (list.length <= pageSize) return;
      const turn = (by, text, off) => { const b = make("button", { type: "button", disabled: off }, text); b.addEventListener("click", () => { page += by; show(); }); return b; };
      box.append(make("p", { class: "status" }, turn(-1, "Back", page === 0), turn(1, "Next", from + pageSize >= list.length)));
    };
    show();
    return box;
  };

  const place = (e) => {
    const parts = `${e.file}:${e.line}`.split("/");
    const text = make("code", {}, ...parts.flatMap((p, i) => (i === 0 ? [p] : ["/", make("wbr"), p]))); // a line may end behind a folder
    return /^https?:\/\//.test(e.url ?? "") ? make("a", { href: e.url, rel: "noreferrer" }, text) : text;
  };
  const edgeTable = (direction, list, kind) => {
    const all = list.filter((i) => edges[i].direction === direction);
    if (all.length === 0) return make("p", { class: "soft" }, direction === "publish" ? "Nobody publishes it, as far as is known." : "Nobody consumes it, as far as is known.");
    const heads = [kind === "service" ? "Topic" : "Service", "Event", "Place", "How it is known"];
    return paged(direction === "publish" ? "Published" : "Consumed", heads, all, (i) => {
      const e = edges[i], s = services[e.service];
      const about = [e.library, e.group && `group ${e.group}`, e.found && `topic ${e.found}`, e.key && `key ${e.key}`, e.outbox && "outbox", e.wrapped && "in an envelope", e.source !== "static" && e.source, e.confidence !== "high" && `${e.confidence} confidence`,
        e.versions && `versions ${e.versions.join(", ")}`, e.acked && "agreed to end", e.reads && `reads ${e.reads.join(", ")}`].filter(Boolean).join(", ");
      return make("tr", {}, make("td", {}, kind === "service" ? go("topic", e.topic) : go("service", e.service), kind !== "service" && s.owner ? make("small", { class: "soft" }, ` ${s.owner}`) : ""),
        make("td", {}, e.event >= 0 ? go("event", e.event) : "unknown"), make("td", {}, place(e)), make("td", {}, about));
    });
  };
  const fieldTable = (i) => {
    const fields = events[i].fields;
    if (fields.length === 0) return make("p", { class: "soft" }, "Its fields are not known.");
    return paged(`Fields of ${events[i].name}`, ["Field", "Type", "When"], fields, (f) => make("tr", {}, make("td", {}, make("code", {}, f.name)), make("td", {}, make("code", {}, f.type)), make("td", {}, f.when ?? "")));
  };
  const history = (versions) => make("ol", { class: "history" }, ...versions.map((v) => make("li", {},
    make("strong", {}, `${v.event} v${v.version} `), v.of >= 0 ? go("event", v.of) : "", " ", v.ends ? make("span", { class: "chip ends" }, v.ends) : "",
    make("ul", {}, ...(v.changes ?? []).map((c) => make("li", {}, make("code", {}, c)))))));

  const chip = (text, more = "") => (text ? make("span", { class: `chip ${more}` }, text) : "");
  const h3 = (text) => make("h3", {}, text);

  const pages = {
    topic: (i) => {
      const t = topics[i];
      const used = [...new Set(t.edges.map((e) => edges[e].event).filter((e) => e >= 0))];
      return [make("p", { class: "soft" }, "Topic"), make("h2", { tabindex: -1 }, t.title),
        make("div", { class: "chips" }, chip(t.bus), chip(t.owner && `owner ${t.owner}`), chip(t.lifecycle), chip(t.certainty === "constant" ? "" : `name is ${t.certainty === "unknown" ? "not known" : "a pattern"}`), chip(t.address && `address ${t.address}`)),
        t.ends ? make("p", { class: "note" }, `The topic is ${t.ends}.`) : "", graph("topic", i) ?? "", h3("Producers"), edgeTable("publish", t.edges), h3("Consumers"), edgeTable("consume", t.edges),
        ...(t.versions ? [h3("Version history"), history(t.versions)] : []), ...(used.length ? [h3("Payloads"), ...used.slice(0, 20).map(fieldTable)] : []), used.length > 20 ? make("p", { class: "soft" }, `and ${used.length - 20} more`) : ""];
    },
    service: (i) => {
      const s = services[i];
      return [make("p", { class: "soft" }, s.outside ? "Service outside the code that was seen" : "Service"), make("h2", { tabindex: -1 }, s.label), make("div", { class: "chips" }, chip(s.owner && `owner ${s.owner}`), chip(s.name === s.label ? "" : s.name)),
        graph("service", i) ?? "", ...(has(s, "publish") ? [h3("Publishes"), edgeTable("publish", s.edges, "service")] : []), ...(has(s, "consume") ? [h3("Consumes"), edgeTable("consume", s.edges, "service")] : [])];
    },
    event: (i) => {
      const e = events[i];
      return [make("p", { class: "soft" }, "Event"), make("h2", { tabindex: -1 }, e.name), make("div", { class: "chips" }, chip(e.payload), chip(e.format)), e.ends ? make("p", { class: "note" }, `The event is ${e.ends}.`) : "",
        h3("Fields"), fieldTable(i), graph("event", i) ?? "", h3("Producers"), edgeTable("publish", e.edges), h3("Consumers"), edgeTable("consume", e.edges)];
    },
    none: () => {
      const ends = topics.flatMap((t, i) => [...(t.ends ? [{ i, what: "the topic", ends: t.ends }] : []), ...(t.versions ?? []).filter((v) => v.ends).map((v) => ({ i, what: `${v.event} v${v.version}`, ends: v.ends }))]);
      return [make("h2", { tabindex: -1 }, data.title), make("p", {}, `${topics.length} topics, ${services.length} services, ${events.length} events; ${edges.length} places in code that publish or consume. Choose one in the list, or press / to search.`),
        ...(ends.length ? [h3("Deprecations"), paged("What is to end", ["Topic", "What", "State"], ends, (d) => make("tr", {}, make("td", {}, go("topic", d.i)), make("td", {}, d.what), make("td", {}, d.ends)))] : []),
        ...(data.origins.length ? [h3("Where this comes from"), paged("Modules", ["Module", "Commit", "Time"], data.origins, (o) => make("tr", {}, make("td", {}, o.module), make("td", {}, make("code", {}, (o.commit ?? "").slice(0, 12))), make("td", {}, o.time ?? "")))] : [])];
    },
  };

  const route = () => {
    const m = /^#(topic|service|event)\/(.*)$/.exec(location.hash);
    return m ? [m[1], m[2]] : ["none", ""];
  };
  const show = (focus) => {
    const [kind, id] = route();
    const i = kind === "none" ? -1 : kinds[kind].findIndex((x) => x.id === id);
    byId("main").replaceChildren(...(i < 0 ? pages.none() : pages[kind](i)).filter((x) => x !== ""));
    document.title = (i < 0 ? "" : `${title(kind, i)} · `) + data.title;
    showList();
    if (focus) { byId("main").querySelector("h2").focus({ preventScroll: true }); scrollTo(0, 0); }
  };

  for (const b of document.querySelectorAll(".tabs button")) b.addEventListener("click", () => { state.tab = b.dataset.tab; state.page = 0; showList(); });
  for (const e of [search, owner, bus, only]) e.addEventListener("input", () => { state.page = 0; showList(); });
  byId("back").addEventListener("click", () => { state.page--; showList(); });
  byId("next").addEventListener("click", () => { state.page++; showList(); });
  addEventListener("hashchange", () => show(true));
  addEventListener("keydown", (e) => {
    if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
    e.preventDefault();
    search.focus();
  });
  show(false);
})();
